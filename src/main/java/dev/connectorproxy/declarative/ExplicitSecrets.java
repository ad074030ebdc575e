package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Call.SecretPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Limits secrets that a caller gave as arguments to the first origin of the call, so that no redirect passes them on, whatever the
/// header is called that carries them. Thread-safe.
final class ExplicitSecrets implements SecretPolicy {
    private final SecretPolicy policy;
    private final Set<String> values;
    private final AtomicReference<String> first = new AtomicReference<>();

    private ExplicitSecrets(SecretPolicy policy, Set<String> values) {
        this.policy = policy;
        this.values = values;
    }

    /// The call with this policy beside its own.
    ///
    /// @param values not blank
    static Call limit(Call call, Set<String> values) {
        return values.isEmpty()
                ? call
                : call.with(new ExplicitSecrets(call.secretPolicy(), Set.copyOf(values)));
    }

    @Override
    public void admit(String origin) {
        policy.admit(origin);
        first.compareAndSet(null, origin);
    }

    @Override
    public void admit(String host, int port) {
        policy.admit(host, port);
    }

    @Override
    public boolean forbids(String origin, String text) {
        return policy.forbids(origin, text)
                || !origin.equals(first.get()) && values.stream().anyMatch(text::contains);
    }

    @Override
    public boolean forbids(String origin, byte[] bytes) {
        return policy.forbids(origin, bytes)
                || !origin.equals(first.get())
                        && forbids(origin, new String(bytes, StandardCharsets.UTF_8));
    }
}
