package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Settings under `connectors.http:`.
///
/// @param asyncHttpErrorCodes whether connection failures have the code `INTERNAL_ERROR`, as in async-http, instead of
///     specific ones (`error-codes`, `reference` or `precise`, the default)
/// @param retries by method (`retries.GET.attempts`, `.backoff`, `.max-backoff`); one attempt where nothing is set,
///     since SpiffArena has retries of its own. `POST` and `PATCH` are not idempotent and have no retries
/// @param jsonDepth the maximum depth of JSON in a response (`json-depth`, 512)
public record HttpSettings(
        boolean asyncHttpErrorCodes, Map<Method, Retries> retries, int jsonDepth) {
    private static final Set<String> RETRY_KEYS = Set.of("attempts", "backoff", "max-backoff");

    /// The methods of the six commands.
    public enum Method {
        DELETE,
        GET,
        HEAD,
        PATCH,
        POST,
        PUT;

        /// Whether the method is idempotent (RFC 9110, section 9.2.2).
        public boolean isRepeatable() {
            return this != PATCH && this != POST;
        }
    }

    public HttpSettings {
        retries = Map.copyOf(retries);
        if (jsonDepth < 1 || jsonDepth > 1_000) {
            throw new IllegalArgumentException("json-depth must be 1 to 1000");
        }
    }

    public static HttpSettings create(Map<String, String> settings) {
        var retries = new EnumMap<Method, Retries>(Method.class);
        for (var key : settings.keySet()) {
            if (key.startsWith("retries.")) {
                var method = method(key);
                retries.put(method, retries(settings, "retries." + method + "."));
            } else if (!Set.of("error-codes", "json-depth").contains(key)) {
                throw new IllegalArgumentException(
                        key
                                + " is not a setting; there are error-codes, json-depth and retries.<METHOD>");
            }
        }
        return new HttpSettings(
                asyncHttpErrorCodes(settings.getOrDefault("error-codes", "precise")),
                retries,
                number("json-depth", settings.getOrDefault("json-depth", "512")));
    }

    public Retries retries(Method method) {
        return retries.getOrDefault(method, Retries.NONE);
    }

    private static boolean asyncHttpErrorCodes(String text) {
        return switch (text) {
            case "precise" -> false;
            case "reference" -> true;
            default ->
                    throw new IllegalArgumentException("error-codes must be precise or reference");
        };
    }

    private static Method method(String key) {
        var parts = key.split("\\.", -1);
        if (parts.length != 3 || !RETRY_KEYS.contains(parts[2])) {
            throw new IllegalArgumentException(
                    key
                            + " is not a setting; retries.<METHOD> has attempts, backoff and max-backoff");
        }
        return switch (parts[1]) {
            case "GET", "HEAD", "PUT", "DELETE" -> Method.valueOf(parts[1]);
            default ->
                    throw new IllegalArgumentException(
                            key
                                    + " is not a setting; retries are for GET, HEAD, PUT and DELETE, in upper case");
        };
    }

    private static Retries retries(Map<String, String> settings, String prefix) {
        int attempts = number(prefix + "attempts", settings.getOrDefault(prefix + "attempts", "1"));
        var backoff =
                duration(prefix + "backoff", settings.getOrDefault(prefix + "backoff", "PT0.2S"));
        var maxBackoff =
                duration(
                        prefix + "max-backoff",
                        settings.getOrDefault(prefix + "max-backoff", "PT5S"));
        try {
            return new Retries(attempts, backoff, maxBackoff);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(prefix + e.getMessage(), e);
        }
    }

    private static int number(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(key + " must be a whole number");
        }
    }

    private static Duration duration(String key, String text) {
        try {
            return Duration.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException(
                    key + " must be a duration in ISO 8601, such as PT0.2S");
        }
    }
}
