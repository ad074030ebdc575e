package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.spi.Call;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the values that are sent of the arguments, for parameters whose file says `send-as` or `prefix`. Immutable, thread-safe.
final class SentValues {
    private final Map<String, Expression> expressions = new LinkedHashMap<>(); // by id
    private final List<BoundParameter> prefixed;

    /// @throws dev.connectorproxy.settings.SettingsException an expression is invalid
    SentValues(List<BoundParameter> parameters) {
        parameters.forEach(bound ->
                bound.sendAs()
                        .ifPresent(text ->
                                expressions.put(
                                        bound.parameter().id(), Expressions.compile(text))));
        this.prefixed =
                parameters.stream().filter(parameter -> !parameter.prefix().isEmpty()).toList();
    }

    /// @return by id
    /// @throws dev.connectorproxy.spi.ConnectorException `ExpressionFailed`
    Map<String, JsonValue> of(GivenValues given, Call call) {
        if (expressions.isEmpty() && prefixed.isEmpty()) {
            return given.byId();
        }
        var sent = new LinkedHashMap<>(given.byId());
        expressions.forEach((id, expression) ->
                expression
                        .evaluate(given.object(), given.size(), call.left())
                        .ifPresentOrElse(value -> sent.put(id, value), () -> sent.remove(id)));
        prefixed.forEach(parameter ->
                sent.computeIfPresent(
                        parameter.parameter().id(), (_, value) -> parameter.prefixed(value)));
        return sent;
    }
}
