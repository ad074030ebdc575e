package dev.connectorproxy.importer.sample;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// Numbers that satisfy the keywords of a schema: bounds and `multipleOf`.
final class NumberSamples {
    private NumberSamples() {}

    /// Empty if there is none.
    static Optional<BigDecimal> of(JsonObject schema, boolean whole) {
        var step = bound(schema, "multipleOf").filter(number -> number.signum() > 0);
        var unit = step.orElse(whole ? BigDecimal.ONE : new BigDecimal("0.5"));
        var number = start(schema, unit);
        if (whole || step.isPresent()) {
            number = number.divide(unit, 0, RoundingMode.CEILING).multiply(unit);
        }
        return isWithin(number, schema) ? Optional.of(number) : middle(schema);
    }

    private static BigDecimal start(JsonObject schema, BigDecimal unit) {
        var above = bound(schema, "exclusiveMinimum").map(min -> min.add(unit));
        var least = bound(schema, "minimum");
        var lower =
                above.isPresent() && least.isPresent()
                        ? Optional.of(above.get().max(least.get()))
                        : above.or(() -> least);
        if (lower.isPresent()) {
            return lower.get();
        }
        return bound(schema, "exclusiveMaximum")
                .map(max -> max.subtract(unit))
                .or(() -> bound(schema, "maximum"))
                .filter(max -> max.compareTo(BigDecimal.ONE) < 0)
                .orElse(BigDecimal.ONE);
    }

    /// Between bounds that are close together.
    private static Optional<BigDecimal> middle(JsonObject schema) {
        var low = bound(schema, "exclusiveMinimum").or(() -> bound(schema, "minimum"));
        var high = bound(schema, "exclusiveMaximum").or(() -> bound(schema, "maximum"));
        return low.flatMap(l -> high.map(h -> l.add(h).divide(BigDecimal.TWO)))
                .filter(number -> isWithin(number, schema));
    }

    static boolean isWithin(BigDecimal number, JsonObject schema) {
        return bound(schema, "minimum").map(min -> number.compareTo(min) >= 0).orElse(true)
                && bound(schema, "maximum").map(max -> number.compareTo(max) <= 0).orElse(true)
                && bound(schema, "exclusiveMinimum")
                        .map(min -> number.compareTo(min) > 0)
                        .orElse(true)
                && bound(schema, "exclusiveMaximum")
                        .map(max -> number.compareTo(max) < 0)
                        .orElse(true);
    }

    private static Optional<BigDecimal> bound(JsonObject schema, String keyword) {
        return schema.get(keyword) instanceof JsonNumber number
                ? Optional.of(number.bigDecimalValue())
                : Optional.empty();
    }
}
