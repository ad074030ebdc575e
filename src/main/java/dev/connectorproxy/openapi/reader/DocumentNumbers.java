package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonNumber;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers of documents, with the digits that are written.
final class DocumentNumbers {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Bounded, since arithmetic with `1e999999999` does not end. A leading zero or plus sign is left to texts, such as postal codes
    /// and telephone numbers.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{0,100})?(?:[eE][-+]?[0-9]{1,3})?|-?\\.[0-9]{1,100}");

    private DocumentNumbers() {}

    /// The number that the text is, if it is one.
    static Optional<JsonNumber> parse(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(JSON.createValue(new BigDecimal(text)))
                : Optional.empty();
    }

    /// Whether it has no fraction: `10`, `1.0` and `1e2` have none.
    static boolean isInteger(JsonNumber number) {
        var value = number.bigDecimalValue();
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }
}
