package dev.connectorproxy.connector.postgres.session;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Settings under `connectors.postgres_v2:`.
///
/// @param poolSize the maximum number of connections for one connection string (`pool-size`, 5)
/// @param pools the maximum number of connection strings with a pool (`pools`, 32)
/// @param idleTimeout after which an idle connection is closed (`idle-timeout`, `PT1M`)
/// @param connectTimeout how long connecting to one address may take (`connect-timeout`, `PT5S`)
/// @param maxRows the maximum number of rows in a result (`max-rows`, 10000)
/// @param maxBytes the maximum size of a result's JSON (`max-bytes`, `10 MiB`)
public record PostgresSettings(
        int poolSize,
        int pools,
        Duration idleTimeout,
        Duration connectTimeout,
        int maxRows,
        int maxBytes) {
    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            "pool-size",
                            "pools",
                            "idle-timeout",
                            "connect-timeout",
                            "max-rows",
                            "max-bytes"));
    private static final Pattern BYTES = Pattern.compile("(\\d{1,10}) *(KiB|MiB)?");
    private static final int MAX_BYTES = 256 * 1024 * 1024;

    public PostgresSettings {
        requireInRange("pool-size", poolSize, 100);
        requireInRange("pools", pools, 1_000);
        requireInRange("max-rows", maxRows, 10_000_000);
        if (maxBytes < 1 || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "max-bytes must be a positive number of bytes, such as 10 MiB, at most 256 MiB");
        }
        requireInRange("idle-timeout", idleTimeout, Duration.ofHours(1));
        requireInRange("connect-timeout", connectTimeout, Duration.ofMinutes(5));
    }

    public static PostgresSettings create(Map<String, String> settings) {
        for (var key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        key + " is not a setting; there are " + String.join(", ", KEYS));
            }
        }
        return new PostgresSettings(
                number("pool-size", settings.getOrDefault("pool-size", "5")),
                number("pools", settings.getOrDefault("pools", "32")),
                duration("idle-timeout", settings.getOrDefault("idle-timeout", "PT1M")),
                duration("connect-timeout", settings.getOrDefault("connect-timeout", "PT5S")),
                number("max-rows", settings.getOrDefault("max-rows", "10000")),
                bytes(settings.getOrDefault("max-bytes", "10 MiB")));
    }

    /// The maximum number of bytes that a server may send before they are processed. It exceeds `maxBytes` since a
    /// batch of rows may be larger than its JSON: `bytea` is hexadecimal in rows and base64 in JSON.
    long maxBufferedBytes() {
        return 2L * maxBytes + 1_048_576;
    }

    private static void requireInRange(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " must be 1 to " + max);
        }
    }

    private static void requireInRange(String key, Duration value, Duration max) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(key + " must be positive and at most " + max);
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
                    key + " must be a duration in ISO 8601, such as PT1M");
        }
    }

    private static int bytes(String text) {
        var matcher = BYTES.matcher(text.strip());
        if (!matcher.matches()) {
            return 0;
        }
        long unit =
                switch (String.valueOf(matcher.group(2))) {
                    case "KiB" -> 1_024;
                    case "MiB" -> 1_048_576;
                    default -> 1;
                };
        return (int) Math.min(MAX_BYTES + 1L, Long.parseLong(matcher.group(1)) * unit);
    }
}
