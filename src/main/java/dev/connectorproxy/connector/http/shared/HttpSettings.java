package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Settings under `connectors.http:`.
///
/// @param asyncHttpErrorCodes whether connection failures have the code `INTERNAL_ERROR`, as in async-http, instead of
///     specific ones (`error-codes`, `reference` or `precise`, the default)
/// @param retries by method (`retries.GET.attempts`, `.backoff`, `.max-backoff`); one attempt where nothing is set,
///     since SpiffArena has retries of its own. `POST` and `PATCH` are not idempotent and have no retries
/// @param jsonDepth the maximum depth of JSON in a response (`json-depth`, 512)
public record HttpSettings(
        boolean asyncHttpErrorCodes, Map<Method, Retries> retries, int jsonDepth) {
    private static final Duration MAX_BACKOFF = Duration.ofDays(1);
    private static final List<Method> REPEATABLE =
            Stream.of(Method.values()).filter(Method::isRepeatable).toList();
    private static final Set<String> KEYS = Set.of("error-codes", "json-depth");
    private static final Set<String> RETRY_KEYS = Set.of("attempts", "backoff", "max-backoff");

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
    }

    public static HttpSettings create(Map<String, String> settings) {
        settings.keySet().forEach(HttpSettings::requireKnown);
        return ConnectorSettings.read(
                settings,
                all ->
                        new HttpSettings(
                                all.choice(
                                                "error-codes",
                                                List.of("precise", "reference"),
                                                "precise")
                                        .equals("reference"),
                                retriesByMethod(all),
                                all.number("json-depth", 512, 1, 1_000)));
    }

    public Retries retries(Method method) {
        return retries.getOrDefault(method, Retries.NONE);
    }

    private static void requireKnown(String key) {
        if (!key.startsWith("retries.")) {
            if (!KEYS.contains(key)) {
                throw unknown(key, "there are error-codes, json-depth and retries.<METHOD>");
            }
            return;
        }
        var parts = key.split("\\.", -1);
        if (parts.length != 3 || !RETRY_KEYS.contains(parts[2])) {
            throw unknown(key, "retries.<METHOD> has attempts, backoff and max-backoff");
        }
        if (REPEATABLE.stream().noneMatch(method -> method.name().equals(parts[1]))) {
            throw unknown(key, "retries are for GET, HEAD, PUT and DELETE, in upper case");
        }
    }

    private static Map<Method, Retries> retriesByMethod(ConnectorSettings settings) {
        return REPEATABLE.stream()
                .collect(
                        Collectors.toMap(
                                method -> method,
                                method -> retries(settings, "retries." + method + ".")));
    }

    private static Retries retries(ConnectorSettings settings, String prefix) {
        int attempts = settings.number(prefix + "attempts", 1, 1, 10);
        var backoff = settings.duration(prefix + "backoff", Retries.NONE.backoff(), MAX_BACKOFF);
        var maxBackoff =
                settings.duration(prefix + "max-backoff", Retries.NONE.maxBackoff(), MAX_BACKOFF);
        try {
            return new Retries(attempts, backoff, maxBackoff);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(prefix + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException unknown(String key, String known) {
        return ConnectorSettings.invalid(key, "is not a setting; " + known);
    }
}
