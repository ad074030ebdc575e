package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.connector.http.python.FormEncoding;
import dev.connectorproxy.connector.http.python.Utf8;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Writes an object as `multipart/form-data` (RFC 7578): a data URL as a file with its name and type, a list as several
/// parts of one name, anything else as text. Names are escaped as browsers and requests do.
final class MultipartBody {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String boundary;

    private MultipartBody(String boundary) {
        this.boundary = boundary;
    }

    static HttpRequestBody of(JsonValue data) {
        if (!(data instanceof JsonObject fields)) {
            throw invalid("must be an object where body_format is multipart");
        }
        var body = new MultipartBody(UUID.randomUUID().toString());
        fields.forEach((name, value) ->
                (value instanceof JsonArray list ? list : List.of(value))
                        .forEach(item -> body.add(name, item)));
        body.write("--" + body.boundary + "--\r\n");
        return new HttpRequestBody(
                Optional.of(body.out.toByteArray()),
                Optional.of("multipart/form-data; boundary=" + body.boundary));
    }

    private void add(String name, JsonValue value) {
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escape(name);
        if (value instanceof JsonString text && HttpRequestBody.isFile(text.getString())) {
            var file = DataUrl.parse("data." + name, text.getString());
            var filename = file.filename().filter(given -> !given.isEmpty()).orElse("file");
            write(head + "\"; filename=\"" + escape(filename) + "\"\r\n");
            write("Content-Type: " + type(file) + "\r\n\r\n");
            out.writeBytes(file.content());
            write("\r\n");
        } else {
            write(head + "\"\r\n\r\n" + FormEncoding.toText(value) + "\r\n");
        }
    }

    private void write(String text) {
        out.writeBytes(Utf8.encode(text));
    }

    private static String type(DataUrl file) {
        if (!file.mediaType().chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw invalid("holds a data URL whose type is not printable ASCII");
        }
        return file.mediaType().isEmpty() ? "application/octet-stream" : file.mediaType();
    }

    private static String escape(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static ConnectorException invalid(String problem) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, "parameter 'data' " + problem);
    }
}
