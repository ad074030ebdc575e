package dev.connectorproxy.settings;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All settings with their values and where each comes from, for an operator. Secrets are masked: those that are read
/// as such or are called so, the values of a connector's settings that are not known here, and credentials and query
/// values of URLs.
///
/// @param keys of all settings that were read
/// @param values by their keys; empty for a section, and for a key that is not set
record SettingsListing(
        Collection<String> keys, Function<String, Optional<String>> values, Sources sources) {
    private static final String MASK = "***";
    private static final Pattern HARMLESS =
            Pattern.compile("true|false|[0-9]{1,9}|PT?[0-9.]+[DHMS]|[0-9]+ ?[KM]?i?B");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]*@");
    private static final Pattern QUERY_VALUE =
            Pattern.compile("(?<=[?&;][^=&;\\s]{1,99}=)[^&;\\s]+");

    /// Lines `key: value  # source`.
    Stream<String> lines() {
        return keys.stream()
                .flatMap(key ->
                        values
                                .apply(key)
                                .map(value -> line(key, mask(key, value), sources.describe(key)))
                                .or(() -> absent(key))
                                .stream());
    }

    /// A secret may come from a file or a variable that another setting names.
    private Optional<String> absent(String key) {
        if (keys.stream().anyMatch(other -> other.startsWith(key + "."))) {
            return Optional.empty();
        }
        return Stream.of("-file", "-env")
                .map(suffix -> key + suffix)
                .flatMap(named ->
                        values
                                .apply(named)
                                .filter(value -> !value.isEmpty())
                                .map(value -> line(key, MASK, origin(named, value)))
                                .stream())
                .findFirst()
                .or(() -> Optional.of(line(key, "", "not set")));
    }

    private static String origin(String key, String value) {
        return key.endsWith("-env")
                ? "environment variable %s, named by %s".formatted(value, key)
                : "file %s, named by %s".formatted(value, key);
    }

    private static String line(String key, String value, String source) {
        return (key + ": " + value).stripTrailing() + "  # " + source;
    }

    private String mask(String key, String value) {
        if (value.isEmpty()) {
            return value;
        }
        boolean unknown =
                key.startsWith("connectors.")
                        && !sources.isBuiltIn(key)
                        && !HARMLESS.matcher(value).matches();
        if (unknown || SecretCheck.isSecretName(key)) {
            return MASK;
        }
        return QUERY_VALUE
                .matcher(USER_INFO.matcher(value).replaceAll(MASK + "@"))
                .replaceAll(MASK);
    }
}
