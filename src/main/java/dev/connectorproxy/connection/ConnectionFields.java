package dev.connectorproxy.connection;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The fields of a connection as one call uses them, references resolved. `toString` does not contain the values.
///
/// @param connection its name
/// @param values by field, variables and defaults included
/// @param secretKeys the fields that are masked
record ConnectionFields(String connection, Map<String, String> values, Set<String> secretKeys) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    ConnectionFields {
        values = Map.copyOf(values);
        secretKeys = Set.copyOf(secretKeys);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    String find(String key, String fallback) {
        return find(key).orElse(fallback);
    }

    /// @throws ConnectorException `ConnectorNotConfigured`
    String require(String key) {
        return find(key).orElseThrow(() -> unusable("has no " + key + " now"));
    }

    Set<String> secrets() {
        return values.entrySet().stream()
                .filter(field -> secretKeys.contains(field.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A text with each `{name}` replaced by the field of that name; empty if one is not there.
    Optional<String> expand(String text) {
        var variables = VARIABLE.matcher(text);
        return variables.results().allMatch(name -> values.containsKey(name.group(1)))
                ? Optional.of(
                        VARIABLE.matcher(text)
                                .replaceAll(name ->
                                        Matcher.quoteReplacement(values.get(name.group(1)))))
                : Optional.empty();
    }

    /// The failure of a connection that cannot be used now.
    ///
    /// @param why follows the name of the connection
    ConnectorException unusable(String why) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_CONFIGURED,
                "the connection '%s' %s".formatted(connection, why));
    }

    @Override
    public String toString() {
        return "ConnectionFields[" + connection + "]";
    }
}
