package dev.connectorproxy.connector.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/// Gives requests the format of boto3's before they are signed: no slash after the path of an endpoint, and no
/// Content-Type for an object without one.
final class BotoRequestFormat implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        var request = context.httpRequest();
        if (context.request() instanceof PutObjectRequest put) {
            return put.contentType() == null
                    ? request.toBuilder().removeHeader("Content-Type").build()
                    : request;
        }
        if (context.request() instanceof S3Request) {
            return request; // the key of an object may end with a slash
        }
        var path = request.encodedPath();
        return path.length() > 1 && path.endsWith("/")
                ? request.toBuilder().encodedPath(path.substring(0, path.length() - 1)).build()
                : request;
    }
}
