package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// An object of S3 with its content.
record StoredObject(String key, GetObjectResponse head, byte[] content) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String DEFAULT_TYPE = "application/octet-stream";

    /// How the content is written.
    enum Format {
        DATA_URL,
        BASE64,
        TEXT
    }

    JsonObject toJson(Format format) {
        var json =
                JSON.createObjectBuilder()
                        .add("file_data", ComputePool.run(content.length, () -> toText(format)))
                        .add("content_type", type())
                        .add("size", content.length);
        Optional.ofNullable(head.lastModified())
                .ifPresent(time -> json.add("last_modified", time.toString()));
        Optional.ofNullable(head.eTag()).ifPresent(tag -> json.add("etag", tag));
        return json.build();
    }

    private String type() {
        return Optional.ofNullable(head.contentType())
                .filter(type -> !type.isBlank())
                .orElse(DEFAULT_TYPE);
    }

    private String toText(Format format) {
        return switch (format) {
            case DATA_URL -> DataUrl.format(type(), filename(), content);
            case BASE64 -> Base64.getEncoder().encodeToString(content);
            case TEXT -> decode();
        };
    }

    private String filename() {
        var name = key.substring(key.lastIndexOf('/') + 1);
        return name.isEmpty() ? "file" : name;
    }

    private String decode() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException _) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "the object is not text in UTF-8; parameter 'response_format' must be data_url or base64");
        }
    }
}
