package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.connector.http.python.FormEncoding;
import dev.connectorproxy.connector.http.python.Utf8;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.MultipartForm;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// Writes an object as `multipart/form-data`: a data URL as a file with its name and type, a list as several parts of one
/// name, anything else as text.
final class MultipartBody {
    private MultipartBody() {}

    static HttpRequestBody of(JsonValue data) {
        if (!(data instanceof JsonObject fields)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "parameter 'data' must be an object where body_format is multipart");
        }
        var form = new MultipartForm();
        fields.forEach((name, value) ->
                (value instanceof JsonArray list ? list : List.of(value))
                        .forEach(item -> add(form, name, item)));
        return new HttpRequestBody(Optional.of(form.toBytes()), Optional.of(form.contentType()));
    }

    private static void add(MultipartForm form, String name, JsonValue value) {
        Utf8.encode(name);
        if (value instanceof JsonString text && DataUrl.isFile(text.getString())) {
            var file = DataUrl.parse("data." + name, text.getString());
            form.addFile(name, file, file.contentType("data"));
        } else {
            form.add(name, Optional.empty(), Utf8.encode(FormEncoding.toText(value)));
        }
    }
}
