package dev.connectorproxy.devserver.fault;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.Globs;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which requests of a connector have a fault, and how often.
///
/// @param method in upper case; empty for every method
/// @param path a glob for the path of the URL; empty for every path
/// @param times how many requests have it; empty for no limit
/// @param percent of the matching requests, 1–100
/// @param value of the kind's parameter; 0 if it has none
record FaultRule(
        FaultKind kind,
        Optional<String> method,
        Optional<String> path,
        Optional<Integer> times,
        int percent,
        int value) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_TIMES = 1_000_000;
    private static final int MAX_TEXT = 200;
    private static final String POST = "POST";

    /// Reads a rule.
    ///
    /// @param label names it in messages, such as `faults[0]`
    /// @throws PaymentException a field has another type or is out of bounds
    static FaultRule of(JsonValue json, String label) {
        var fields = JsonFields.ofRequest(json, label);
        var kind =
                fields.string("kind")
                        .flatMap(FaultKind::of)
                        .orElseThrow(() -> fields.wrong("kind", "one of " + FaultKind.texts()));
        var method = text(fields, "method").map(text -> text.toUpperCase(Locale.ROOT));
        return new FaultRule(
                kind,
                kind == FaultKind.LOST_RESPONSE ? method.or(() -> Optional.of(POST)) : method,
                text(fields, "path"),
                number(fields, "times", 1, MAX_TIMES),
                number(fields, "percent", 1, 100).orElse(100),
                kind.parameter()
                        .map(parameter ->
                                number(fields, parameter.name(), parameter.min(), parameter.max())
                                        .orElse(parameter.usual()))
                        .orElse(0));
    }

    /// Whether it applies to such a request.
    boolean matches(HttpRequest request) {
        return method.filter(text -> !text.equals(request.method())).isEmpty()
                && path.filter(glob -> !Globs.of(List.of(glob)).matches(pathOf(request.url())))
                        .isEmpty();
    }

    /// @param applied how many requests had it
    JsonObject toJson(int applied) {
        var json =
                JSON.createObjectBuilder()
                        .add("kind", kind.text())
                        .add("method", json(method))
                        .add("path", json(path))
                        .add(
                                "times",
                                times.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL))
                        .add("percent", percent);
        kind.parameter().ifPresent(parameter -> json.add(parameter.name(), value));
        return json.add("applied", applied).build();
    }

    /// The path of an absolute URL, without its query.
    static String pathOf(String url) {
        int authority = url.indexOf("://");
        int start = url.indexOf('/', authority < 0 ? 0 : authority + 3);
        var path = start < 0 ? "/" : url.substring(start);
        return path.split("[?#]", 2)[0];
    }

    private static JsonValue json(Optional<String> text) {
        return text.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
    }

    private static Optional<String> text(JsonFields fields, String name) {
        var text = fields.string(name).filter(given -> !given.isBlank());
        if (text.filter(given -> given.length() > MAX_TEXT).isPresent()) {
            throw fields.wrong(name, "at most " + MAX_TEXT + " characters");
        }
        return text;
    }

    private static Optional<Integer> number(JsonFields fields, String name, int min, int max) {
        return fields.integer(name)
                .map(number -> {
                    if (number.compareTo(BigInteger.valueOf(min)) < 0
                            || number.compareTo(BigInteger.valueOf(max)) > 0) {
                        throw fields.wrong(name, min + " to " + max);
                    }
                    return number.intValueExact();
                });
    }
}
