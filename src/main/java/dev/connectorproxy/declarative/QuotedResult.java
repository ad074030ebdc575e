package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;

/// Results whose body is one text with JSON, as m8flow's connectors have them. A response that is no JSON is a JSON string.
final class QuotedResult {
    private static final int MAX_DEPTH = 1_000;

    private QuotedResult() {}

    static Done of(Done result) {
        return new Done(
                new Body.Quoted(json(result.body())),
                result.httpStatus(),
                result.headers(),
                result.error(),
                result.logs());
    }

    private static JsonText json(Body body) {
        return switch (body) {
            case Body.Raw(var text) -> text;
            case Body.Quoted(var text) -> text;
            case Body.Tree(var value) -> json(value);
            case Body.Text(_, var text) -> JsonText.ofString(text);
        };
    }

    private static JsonText json(JsonValue value) {
        return JsonText.of(value.toString().getBytes(StandardCharsets.UTF_8), MAX_DEPTH)
                .orElseThrow();
    }
}
