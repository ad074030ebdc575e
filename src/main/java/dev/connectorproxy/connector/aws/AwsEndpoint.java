package dev.connectorproxy.connector.aws;

import dev.connectorproxy.toolkit.HttpOrigin;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/// An endpoint from the settings. Its host may have underscores, as Docker Swarm's `<stack>_<service>`: [URI] and so the SDK
/// see no host there, so that the SDK gets another name, which requests do not have any more when they are signed.
record AwsEndpoint(String url) {
    private static final String PLACEHOLDER = "endpoint.invalid";

    /// Requests to the placeholder go to the host.
    private record HostInterceptor(String host) implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(
                Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            var request = context.httpRequest();
            return request.host().equals(PLACEHOLDER)
                    ? request.toBuilder().host(host).build()
                    : request;
        }
    }

    static boolean isValid(String url) {
        return url.indexOf('?') < 0 && HttpOrigin.ofUrl(url).isPresent();
    }

    /// The URL for the SDK.
    URI uri() {
        var uri = URI.create(url);
        return uri.getHost() != null
                ? uri
                : URI.create(
                        "%s://%s:%d%s"
                                .formatted(
                                        origin().scheme(),
                                        PLACEHOLDER,
                                        origin().port(),
                                        uri.getRawPath()));
    }

    /// What a client for this endpoint needs; empty if the SDK knows its host.
    Optional<ExecutionInterceptor> interceptor() {
        return isKnown() ? Optional.empty() : Optional.of(new HostInterceptor(origin().host()));
    }

    /// Whether the SDK can name the host in links, which no interceptor sees.
    boolean isKnown() {
        return URI.create(url).getHost() != null;
    }

    private HttpOrigin origin() {
        return HttpOrigin.ofUrl(url).orElseThrow();
    }
}
