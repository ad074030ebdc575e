package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.python.PythonJson;
import dev.connectorproxy.connector.http.shared.HttpRequestBody;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Makes the request body of a V2 command from `data` and `body_format`. As in connector-http, JSON is the default;
/// POST, PUT and PATCH send `{}` for values that are false in Python, and DELETE without a body sends `Content-Length:
/// 0`.
final class V2RequestBody {
    private static final HttpRequestBody NONE =
            new HttpRequestBody(Optional.empty(), Optional.empty());
    private static final HttpRequestBody EMPTY =
            new HttpRequestBody(Optional.of(new byte[0]), Optional.empty());
    private static final HttpRequestBody EMPTY_OBJECT =
            json("{}".getBytes(StandardCharsets.US_ASCII));

    private V2RequestBody() {}

    static HttpRequestBody of(Arguments arguments, Method method) {
        return switch (method) {
            case GET, HEAD -> NONE;
            case DELETE -> {
                var body = isJson(arguments) ? json(arguments, NONE) : nonJson(arguments);
                yield body.bytes().isPresent() ? body : EMPTY;
            }
            case PATCH, POST, PUT ->
                    isJson(arguments) ? jsonOrObject(arguments) : nonJson(arguments);
        };
    }

    private static HttpRequestBody nonJson(Arguments arguments) {
        return arguments.text("data").isPresent() ? HttpRequestBody.of(arguments) : NONE;
    }

    private static HttpRequestBody json(Arguments arguments, HttpRequestBody missing) {
        return arguments
                .text("data")
                .map(data -> json(PythonJson.reformat(data.compact())))
                .orElse(missing);
    }

    private static HttpRequestBody jsonOrObject(Arguments arguments) {
        var data = arguments.text("data");
        return data.isPresent() && isFalsy(data.get())
                ? EMPTY_OBJECT
                : json(arguments, EMPTY_OBJECT);
    }

    private static HttpRequestBody json(byte[] text) {
        return new HttpRequestBody(Optional.of(text), Optional.of("application/json"));
    }

    private static boolean isJson(Arguments arguments) {
        var format = arguments.string("body_format").orElse("").toLowerCase(Locale.ROOT);
        return format.isEmpty() || format.equals("json");
    }

    /// Whether Python takes the value as false. An empty object needs no special case, since it is written as `{}`
    /// anyway.
    private static boolean isFalsy(JsonText data) {
        return switch (data.type()) {
            case ARRAY -> data.toString().strip().substring(1).stripLeading().startsWith("]");
            case STRING -> data.toString().strip().length() == 2;
            case NUMBER -> ((JsonNumber) data.value()).bigDecimalValue().signum() == 0;
            case FALSE, NULL -> true;
            case TRUE, OBJECT -> false;
        };
    }
}
