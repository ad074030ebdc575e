package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.toolkit.Redaction;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads fields that many of Stripe's objects have in common.
final class StripeFields {
    private static final Redaction LINE = Redaction.of(List.of(), 100);

    private StripeFields() {}

    /// The expanded object in a field; empty if the field has an id only, or is absent.
    static Optional<JsonFields> expanded(JsonFields row, String name) {
        return row.value(name)
                .filter(it -> it.getValueType() == ValueType.OBJECT)
                .map(it -> JsonFields.ofResponse(it, name));
    }

    /// The id of the object in a field, expanded or not; an empty text is none.
    static Optional<String> id(JsonFields row, String name) {
        return row.value(name)
                .map(value ->
                        switch (value) {
                            case JsonString id -> id.getString();
                            case JsonValue other ->
                                    JsonFields.ofResponse(other, name).requiredString("id");
                        })
                .filter(id -> !id.isEmpty());
    }

    /// The creation time of the object.
    static Optional<Instant> created(JsonFields row) {
        return row.integer("created").filter(it -> it.signum() > 0).map(it -> time(row, it));
    }

    /// A text from Stripe, sanitized and shortened for a log line.
    static String sanitized(String text) {
        return LINE.of(text);
    }

    private static Instant time(JsonFields row, BigInteger seconds) {
        try {
            return Instant.ofEpochSecond(seconds.longValueExact());
        } catch (ArithmeticException | DateTimeException _) {
            throw row.wrong("created", "a Unix time");
        }
    }
}
