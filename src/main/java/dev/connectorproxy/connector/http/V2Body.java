package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.HttpSettings.Method;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The body that `data` and `body_format` make for a V2 command. As connector-http has it, JSON is the default; POST, PUT
/// and PATCH send `{}` for whatever Python takes as false, and DELETE sends the length of a body it does not have.
final class V2Body {
    private static final RequestBody NONE = new RequestBody(Optional.empty(), Optional.empty());
    private static final RequestBody EMPTY =
            new RequestBody(Optional.of(new byte[0]), Optional.empty());
    private static final RequestBody EMPTY_OBJECT = json("{}".getBytes(StandardCharsets.US_ASCII));

    private V2Body() {}

    static RequestBody of(Arguments arguments, Method method) {
        return switch (method) {
            case GET, HEAD -> NONE;
            case DELETE -> {
                var body = body(arguments);
                yield body.bytes().isPresent() ? body : EMPTY;
            }
            case PATCH, POST, PUT ->
                    isJson(arguments) && arguments.text("data").map(V2Body::isFalse).orElse(true)
                            ? EMPTY_OBJECT
                            : body(arguments);
        };
    }

    private static RequestBody body(Arguments arguments) {
        var data = arguments.text("data");
        if (data.isEmpty()) {
            return NONE;
        }
        return isJson(arguments)
                ? json(PythonJson.of(data.get().compact()))
                : RequestBody.of(arguments);
    }

    private static RequestBody json(byte[] text) {
        return new RequestBody(Optional.of(text), Optional.of("application/json"));
    }

    private static boolean isJson(Arguments arguments) {
        var format = arguments.string("body_format").orElse("").toLowerCase(Locale.ROOT);
        return format.isEmpty() || format.equals("json");
    }

    private static boolean isFalse(JsonText data) {
        return switch (data.type()) {
            case OBJECT, ARRAY, STRING -> data.compact().length == 2;
            case NUMBER -> ((JsonNumber) data.value()).bigDecimalValue().signum() == 0;
            case FALSE, NULL -> true;
            case TRUE -> false;
        };
    }
}
