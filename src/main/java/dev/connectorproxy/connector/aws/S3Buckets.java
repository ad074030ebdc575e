package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Operations on the objects of S3.
final class S3Buckets {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonObject SUCCESS =
            JSON.createObjectBuilder().add("result", "success").build();

    private final S3Client s3;

    S3Buckets(S3Client s3) {
        this.s3 = s3;
    }

    /// Stores an object with the type of the file, replacing one with the same key.
    JsonObject put(String bucket, String key, DataUrl file) {
        s3.putObject(
                request -> {
                    request.bucket(bucket).key(key).contentMD5(md5(file.content()));
                    if (!file.mediaType().isEmpty()) {
                        request.contentType(file.mediaType());
                    }
                },
                RequestBody.fromBytes(file.content()));
        return SUCCESS;
    }

    /// Reads an object.
    StoredObject get(String bucket, String key) {
        var response = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
        return new StoredObject(key, response.response(), response.asByteArrayUnsafe());
    }

    /// Requires that an object is there.
    ///
    /// @throws ConnectorException `NoSuchKey`; the response to HEAD has no body that would say so
    void require(String bucket, String key) {
        try {
            s3.headObject(request -> request.bucket(bucket).key(key));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                throw new ConnectorException("NoSuchKey", 400, "there is no such object", e);
            }
            throw e;
        }
    }

    /// Asks for the list of buckets, with credentials that need not have the permission to see it.
    void requireLogin() {
        try {
            s3.listBuckets();
        } catch (S3Exception e) {
            var details = Optional.ofNullable(e.awsErrorDetails());
            if (details.map(AwsErrorDetails::errorCode).filter("AccessDenied"::equals).isEmpty()) {
                throw e;
            }
        }
    }

    /// Lists objects.
    JsonObject list(ListObjectsV2Request request, int maxEntries) {
        return new ObjectListing(maxEntries).read(request, s3::listObjectsV2);
    }

    /// The Content-MD5 value with which S3 verifies the content (RFC 1864).
    private static String md5(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(content);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
