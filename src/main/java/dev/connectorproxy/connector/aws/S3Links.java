package dev.connectorproxy.connector.aws;

import dev.connectorproxy.toolkit.PercentCodec;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Signs links with which a browser gets an object of S3 without credentials, for a time.
final class S3Links {
    private final S3Presigner presigner;

    S3Links(S3Presigner presigner) {
        this.presigner = presigner;
    }

    /// @param filename the name under which a browser saves the file; if empty, it decides itself
    String create(String bucket, String key, Optional<String> filename, Duration lifetime) {
        var object = GetObjectRequest.builder().bucket(bucket).key(key);
        filename.ifPresent(name ->
                object.responseContentDisposition(
                        "attachment; filename*=UTF-8''" + PercentCodec.encode(name)));
        return presigner
                .presignGetObject(
                        link -> link.signatureDuration(lifetime).getObjectRequest(object.build()))
                .url()
                .toString();
    }
}
