package dev.connectorproxy.spi.payment;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parses the values of configuration fields into a canonical form; parsing that form again gives the same value.
final class ConfigValues {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_PORT = 65_535;

    /// A host with an underscore and perhaps a port, of which [URI] knows neither.
    private static final Pattern UNDERSCORED =
            Pattern.compile("(?:[A-Za-z0-9_-]++\\.)*+[A-Za-z_][A-Za-z0-9_-]*(?::[1-9][0-9]{0,4})?");

    private ConfigValues() {}

    /// The canonical value, or empty if it is not of that type.
    static Optional<JsonValue> read(ConfigType type, JsonValue value) {
        return switch (type) {
            case STRING, SECRET -> Optional.of(value).filter(JsonString.class::isInstance);
            case BOOLEAN ->
                    Optional.of(value)
                            .filter(literal ->
                                    literal == JsonValue.TRUE || literal == JsonValue.FALSE);
            case INTEGER -> integer(value, Long.MIN_VALUE);
            case UNSIGNED -> integer(value, 0);
            case DURATION ->
                    Durations.of(value).map(duration -> JSON.createValue(Durations.text(duration)));
            case URL ->
                    Optional.of(value)
                            .filter(JsonString.class::isInstance)
                            .filter(string -> isHttpUrl(((JsonString) string).getString()));
        };
    }

    static String expected(ConfigType type) {
        return switch (type) {
            case STRING, SECRET -> "a string";
            case BOOLEAN -> "true or false";
            case INTEGER -> "a whole number";
            case UNSIGNED -> "a whole number from zero";
            case DURATION -> "a duration longer than zero, such as 90s, 2m or 1h30m";
            case URL -> "an absolute http or https URL without user, query and fragment";
        };
    }

    static Optional<JsonValue> defaultOf(ConfigField field) {
        var text = field.defaultValue();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (field.type()) {
            case STRING, SECRET, DURATION, URL -> read(field.type(), JSON.createValue(text));
            case BOOLEAN ->
                    switch (text) {
                        case "true" -> Optional.of(JsonValue.TRUE);
                        case "false" -> Optional.of(JsonValue.FALSE);
                        default -> Optional.empty();
                    };
            case INTEGER, UNSIGNED -> {
                try {
                    yield read(field.type(), JSON.createValue(Long.parseLong(text)));
                } catch (NumberFormatException _) {
                    yield Optional.empty();
                }
            }
        };
    }

    static long number(JsonValue value) {
        return ((JsonNumber) value).longValueExact();
    }

    static boolean isBlank(JsonValue value) {
        return value.getValueType() == ValueType.STRING
                && ((JsonString) value).getString().isBlank();
    }

    private static Optional<JsonValue> integer(JsonValue value, long min) {
        if (!(value instanceof JsonNumber number)) {
            return Optional.empty();
        }
        try {
            long whole = number.bigDecimalValue().longValueExact();
            return whole >= min ? Optional.of(JSON.createValue(whole)) : Optional.empty();
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static boolean isHttpUrl(String text) {
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && isServer(uri)
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean isServer(URI uri) {
        return uri.getHost() != null
                ? uri.getRawUserInfo() == null
                        && (uri.getPort() == -1 || uri.getPort() >= 1 && uri.getPort() <= MAX_PORT)
                : uri.getRawAuthority() != null
                        && UNDERSCORED.matcher(uri.getRawAuthority()).matches();
    }
}
