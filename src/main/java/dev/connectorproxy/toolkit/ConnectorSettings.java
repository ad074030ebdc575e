package dev.connectorproxy.toolkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings of a connector, [dev.connectorproxy.spi.ConnectorContext#settings], read by type. Each method names a
/// key that the connector has; a setting with any other key is refused. An empty value counts as not set, where nothing
/// else is said. Messages begin with the key and never contain a value, which may be a credential. Not thread-safe.
///
/// ```java
/// static WeatherSettings create(Map<String, String> settings) {
///     return ConnectorSettings.read(settings, keys -> new WeatherSettings(
///             keys.text("station", "Trier"),
///             keys.duration("max-age", Duration.ofMinutes(10), Duration.ofDays(1)),
///             keys.secret("api-key").orElse("")));
/// }
/// ```
public final class ConnectorSettings {
    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,10}) *(B|KiB|MiB)?");
    private static final int MEBIBYTE = 1 << 20;

    private final Map<String, String> values;
    private final TreeSet<String> known = new TreeSet<>();

    private ConnectorSettings(Map<String, String> values) {
        this.values = values;
    }

    /// Reads the settings, and refuses those that the reader did not ask for.
    ///
    /// @throws IllegalArgumentException an unknown key or an invalid value, which stops the start
    public static <T> T read(Map<String, String> settings, Function<ConnectorSettings, T> reader) {
        var all = new ConnectorSettings(settings);
        var result = reader.apply(all);
        all.refuseUnknownKeys();
        return result;
    }

    /// A text without white space around it, if it is set.
    public Optional<String> text(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /// A text without white space around it. An empty value is an empty text.
    ///
    /// @param fallback if it is not set
    public String text(String key, String fallback) {
        known.add(key);
        return values.getOrDefault(key, fallback).strip();
    }

    /// `true` or `false`.
    public boolean flag(String key, boolean fallback) {
        return Boolean.parseBoolean(
                choice(key, List.of("false", "true"), String.valueOf(fallback)));
    }

    /// One of the texts.
    public String choice(String key, List<String> choices, String fallback) {
        var text = text(key).orElse(fallback);
        if (!choices.contains(text)) {
            throw invalid(key, "must be " + String.join(" or ", choices));
        }
        return text;
    }

    /// A whole number.
    ///
    /// @param min the lowest allowed one
    /// @param max the highest allowed one
    public int number(String key, int fallback, int min, int max) {
        int number = text(key).map(text -> parseNumber(key, text)).orElse(fallback);
        if (number < min || number > max) {
            throw invalid(key, "must be %d to %d".formatted(min, max));
        }
        return number;
    }

    /// A duration in ISO 8601, such as `PT5S`, of at least one millisecond: many APIs take less as "no limit".
    public Duration duration(String key, Duration fallback, Duration max) {
        var duration = text(key).map(text -> parseDuration(key, text, fallback)).orElse(fallback);
        if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(max) > 0) {
            throw invalid(key, "must be positive and at most " + max);
        }
        return duration;
    }

    /// A number of bytes, such as `1048576`, `512 KiB` or `10 MiB`, at least one.
    ///
    /// @param fallback in bytes
    /// @param max in bytes
    public int bytes(String key, int fallback, int max) {
        long bytes = text(key).map(ConnectorSettings::parseBytes).orElse((long) fallback);
        if (bytes < 1 || bytes > max) {
            throw invalid(
                    key,
                    "must be a positive number of bytes, such as %d MiB, at most %d MiB"
                            .formatted(fallback / MEBIBYTE, max / MEBIBYTE));
        }
        return (int) bytes;
    }

    /// Texts separated by commas, without white space around them. An empty value is an empty list.
    public List<String> list(String key, List<String> fallback) {
        known.add(key);
        if (!values.containsKey(key)) {
            return fallback;
        }
        return Stream.of(values.get(key).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// A secret: the value of `key`, or the text of the file that `key-file` names, without white space around it.
    public Optional<String> secret(String key) {
        var value = text(key);
        var file = text(key + "-file");
        if (value.isPresent() && file.isPresent()) {
            throw invalid(key + "-file", "must not be set beside " + key);
        }
        return file.isPresent() ? Optional.of(readSecret(key + "-file", file.get())) : value;
    }

    /// The certificates of the PEM file that the setting names; none if it is not set.
    public List<X509Certificate> certificates(String key) {
        return text(key).map(file -> certificates(key, file)).orElse(List.of());
    }

    /// The certificates of a PEM file that a part of the setting names.
    public static List<X509Certificate> certificates(String key, String file) {
        try {
            return Pem.certificates(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + " must be a readable file of certificates in PEM", e);
        }
    }

    /// The failure for an invalid value.
    ///
    /// @param requirement such as `must be a host name`; without the value
    public static IllegalArgumentException invalid(String key, String requirement) {
        return new IllegalArgumentException(key + " " + requirement);
    }

    private void refuseUnknownKeys() {
        for (var key : new TreeSet<>(values.keySet())) {
            if (!known.contains(key)) {
                throw invalid(
                        key,
                        "is not a setting; there %s %s"
                                .formatted(
                                        known.size() == 1 ? "is" : "are",
                                        known.isEmpty() ? "none" : String.join(", ", known)));
            }
        }
    }

    private static int parseNumber(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw invalid(key, "must be a whole number");
        }
    }

    private static Duration parseDuration(String key, String text, Duration example) {
        try {
            return Duration.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException _) {
            throw invalid(key, "must be a duration in ISO 8601, such as " + example);
        }
    }

    /// The number of bytes, or 0 for a text that is not one.
    private static long parseBytes(String text) {
        var matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            return 0;
        }
        int shift =
                switch (String.valueOf(matcher.group(2))) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    default -> 0;
                };
        return Long.parseLong(matcher.group(1)) << shift;
    }

    private static String readSecret(String key, String file) {
        try {
            var text = Files.readString(Path.of(file)).strip();
            if (text.isEmpty()) {
                throw invalid(key, "must not be empty");
            }
            return text;
        } catch (IOException | InvalidPathException _) {
            throw invalid(key, "must be a file that can be read as UTF-8");
        }
    }
}
