package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.secrets.SecretMask;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The secrets of one connector: those of its configuration, and those of its webhooks, which the provider returns only
/// when it creates them. Its `toString` does not contain them. Thread-safe.
public final class ConnectorSecrets {
    private final List<String> configured;
    private final Supplier<List<String>> received;
    private volatile Masked masked;

    /// @param received the present secrets of its webhooks: the same list as long as they are the same
    public ConnectorSecrets(Collection<String> configured, Supplier<List<String>> received) {
        this.configured = List.copyOf(configured);
        this.received = received;
        this.masked = mask(received.get());
    }

    private record Masked(List<String> received, SecretMask mask) {}

    /// Masks the present secrets.
    public SecretMask mask() {
        var present = received.get();
        var current = masked;
        if (current.received() != present) {
            current = mask(present);
            masked = current;
        }
        return current.mask();
    }

    private Masked mask(List<String> present) {
        return new Masked(
                present,
                SecretMask.of(Stream.concat(configured.stream(), present.stream()).toList()));
    }
}
