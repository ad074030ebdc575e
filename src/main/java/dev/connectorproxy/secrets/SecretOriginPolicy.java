package dev.connectorproxy.secrets;

import dev.connectorproxy.secrets.CallSecrets.UsedSecret;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Where the secrets of one call may be sent: those for which the settings name origins, to these; the others, to the
/// first origin of the call. Thread-safe.
///
/// What a request contains is not always recognised as a secret: a command may decode an argument, or encode it in an
/// unusual form. So the first request of a call, and every connection of another protocol, must go to a named origin of
/// all secrets of the call that have any, whatever it contains. Further requests, which a redirect or the response
/// before them may have caused, are searched.
final class SecretOriginPolicy implements Call.SecretPolicy {
    static final SecretScope.Rule REFERENCES = new SecretScope.Rule("secrets.origins", true);

    private final Supplier<List<UsedSecret>> used;
    private final Function<Set<String>, SecretMask> masks;
    private final Call.Memory memory;
    private final SecretScope.Rule rule;
    private final AtomicReference<SecretOrigin> first = new AtomicReference<>();

    /// @param masks the mask that finds these values
    SecretOriginPolicy(
            List<UsedSecret> used, Function<Set<String>, SecretMask> masks, Call.Memory memory) {
        this(() -> used, masks, memory, REFERENCES);
    }

    /// @param used the secrets so far
    SecretOriginPolicy(
            Supplier<List<UsedSecret>> used,
            Function<Set<String>, SecretMask> masks,
            Call.Memory memory,
            SecretScope.Rule rule) {
        this.used = used;
        this.masks = masks;
        this.memory = memory;
        this.rule = rule;
    }

    @Override
    public void admit(String origin) {
        var target = parse(origin);
        if (first.compareAndSet(null, target)) {
            requireNamed(target);
        }
    }

    @Override
    public void admit(String host, int port) {
        requireNamed(SecretOrigin.ofSocket(host, port));
    }

    @Override
    public boolean forbids(String origin, String text) {
        var forbidden = forbiddenAt(parse(origin));
        return !forbidden.isEmpty() && contains(text, forbidden);
    }

    @Override
    public boolean forbids(String origin, byte[] bytes) {
        var forbidden = forbiddenAt(parse(origin));
        if (forbidden.isEmpty()) {
            return false;
        }
        memory.take(2L * bytes.length);
        return contains(new String(bytes, StandardCharsets.UTF_8), forbidden)
                || contains(new String(bytes, StandardCharsets.ISO_8859_1), forbidden);
    }

    private boolean contains(String text, Set<String> values) {
        var mask = masks.apply(values);
        return ComputePool.run(text.length(), () -> mask.finds(text));
    }

    private Set<String> forbiddenAt(SecretOrigin target) {
        var home = first.get();
        return used.get().stream()
                .filter(secret ->
                        secret.origins().isEmpty()
                                ? home == null || !home.includes(target)
                                : !isNamed(secret, target))
                .map(UsedSecret::value)
                .collect(Collectors.toSet());
    }

    private void requireNamed(SecretOrigin target) {
        if (rule.strict()
                && used.get().stream()
                        .anyMatch(secret ->
                                !secret.origins().isEmpty() && !isNamed(secret, target))) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED,
                    "a secret of this call must not be sent to %s: %s names other origins for it"
                            .formatted(target, rule.setting()));
        }
    }

    private static boolean isNamed(UsedSecret secret, SecretOrigin target) {
        return secret.origins().stream().anyMatch(origin -> origin.includes(target));
    }

    private static SecretOrigin parse(String origin) {
        return SecretOrigin.parse(origin)
                .orElseThrow(() -> new IllegalArgumentException("not an origin"));
    }
}
