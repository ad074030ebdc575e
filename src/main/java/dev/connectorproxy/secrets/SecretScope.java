package dev.connectorproxy.secrets;

import dev.connectorproxy.secrets.CallSecrets.UsedSecret;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// The secrets of one call, which may become more while it runs: they are sent only to their origins, and masked in what the
/// command returns, throws and logs. Thread-safe.
public final class SecretScope {
    private final Secrets secrets;
    private final Rule rule;
    private final List<UsedSecret> used = new CopyOnWriteArrayList<>();

    /// How the origins of secrets are enforced.
    ///
    /// @param setting that names them, for messages
    /// @param strict whether the first request of the call, and every connection of another protocol, must go to one of
    ///     them, whatever it contains; otherwise only what contains a secret
    public record Rule(String setting, boolean strict) {}

    public SecretScope(Secrets secrets, Rule rule) {
        this.secrets = secrets;
        this.rule = rule;
    }

    /// Adds values before they are used.
    ///
    /// @param values blank ones are ignored
    /// @param origins the only ones that they may be sent to; none for the first origin of the call
    public void add(Collection<String> values, Set<SecretOrigin> origins) {
        addAll(
                values.stream()
                        .filter(value -> !value.isBlank())
                        .map(value -> new UsedSecret(value, origins))
                        .filter(secret -> !used.contains(secret))
                        .toList());
    }

    void addAll(List<UsedSecret> all) {
        used.addAll(all);
        secrets.remember(all.stream().map(UsedSecret::value).toList());
    }

    /// Runs the command under the policy of this scope and that of the call.
    ///
    /// @throws ConnectorException what the command throws, masked
    public CommandResult run(Command command, Arguments arguments, Call call) {
        var policy = new SecretOriginPolicy(() -> used, secrets::maskOf, call.memory(), rule);
        var trail = new MaskedTrail(text -> mask().text(text), call.trail());
        try {
            var result =
                    command.execute(
                            arguments,
                            call.with(trail)
                                    .with(CombinedSecretPolicy.of(call.secretPolicy(), policy)));
            return new ResultMasker(mask(), call.memory()).maskResult(result);
        } catch (ConnectorException e) {
            throw new ResultMasker(mask(), call.memory()).maskFailure(e);
        }
    }

    private SecretMask mask() {
        return secrets.maskOf(
                used.stream().map(UsedSecret::value).collect(Collectors.toUnmodifiableSet()));
    }
}
