package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A JSON object of Wise with a numeric id.
///
/// @param raw the object as received
/// @param fields typed access to the same object
record WiseRow(BigInteger id, JsonValue raw, JsonFields fields) {

    /// Such as `2017-11-24 10:47:49`, in UTC.
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /// Parses an object of a response.
    ///
    /// @param label names the object in messages, such as `transfer`
    static WiseRow of(JsonValue json, String label) {
        var fields = JsonFields.ofResponse(json, label);
        var id = fields.integer("id").orElseThrow(() -> fields.wrong("id", "a number"));
        return new WiseRow(id, json, fields);
    }

    /// Parses the objects of an array.
    static List<WiseRow> all(List<JsonValue> array, String label) {
        return array.stream().map(it -> of(it, label)).toList();
    }

    /// The id as text, for paths and references.
    String reference() {
        return id.toString();
    }

    /// The id of another object; empty if it is 0.
    Optional<BigInteger> other(String name) {
        return fields.integer(name).filter(it -> it.signum() != 0);
    }

    /// A required time, in either of Wise's two formats.
    Instant time(String name) {
        return time(fields, name);
    }

    /// The same for any object.
    static Instant time(JsonFields fields, String name) {
        var text = fields.requiredString(name);
        return Times.of(text)
                .or(() -> spaced(text))
                .orElseThrow(
                        () -> fields.wrong(name, "a time such as 2026-01-31 23:59:59, in UTC"));
    }

    /// The minor units of an amount in a currency.
    static BigInteger minorUnits(JsonFields fields, String name, Asset currency) {
        var value = fields.number(name).orElseThrow(() -> fields.wrong(name, "a number"));
        try {
            return currency.minorUnits(value);
        } catch (PaymentException e) {
            throw PaymentException.of(PaymentError.UPSTREAM_ERROR, name + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Instant> spaced(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, SPACED).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
