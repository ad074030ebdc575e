package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The secrets that one call uses. Each is read once. Their total length is limited, since repeated references to a long
/// value would make the arguments arbitrarily large. Used by one thread.
final class CallSecrets {
    private static final int MAX_CHARACTERS = 4 << 20;

    private final Secrets secrets;
    private final Predicate<String> mayUse;
    private final Map<String, Optional<String>> found = new HashMap<>();
    private long characters;

    /// The value of a secret and the origins that the settings name for it, none for any.
    record UsedSecret(String value, Set<SecretOrigin> origins) {
        @Override
        public String toString() {
            return "UsedSecret" + origins;
        }
    }

    /// @param mayUse whether the caller may use the secret of that name
    CallSecrets(Secrets secrets, Predicate<String> mayUse) {
        this.secrets = secrets;
        this.mayUse = mayUse;
    }

    /// The value of that name; empty when there is none for this caller.
    ///
    /// @throws ConnectorException `InvalidParameters`: the values are too long
    Optional<String> find(String name) {
        var value =
                found.computeIfAbsent(
                        name, key -> mayUse.test(key) ? secrets.find(key) : Optional.empty());
        characters += value.map(String::length).orElse(0);
        if (characters > MAX_CHARACTERS) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "the secrets named in this call are longer than %d characters in all"
                            .formatted(MAX_CHARACTERS));
        }
        return value;
    }

    List<UsedSecret> used() {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(entry ->
                        new UsedSecret(entry.getValue().get(), secrets.originsOf(entry.getKey())))
                .toList();
    }
}
