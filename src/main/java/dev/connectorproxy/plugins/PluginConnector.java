package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;

/// Wraps the connector provider of a plugin: asks it for its commands within a timeout; a provider that fails has no
/// commands and an entry in the report.
///
/// @param name of the provider
/// @param bundle the file name of the plugin
/// @param startTimeout how long the provider may take to create its commands
record PluginConnector(
        String name,
        String bundle,
        ConnectorProvider provider,
        PluginThreads threads,
        Duration startTimeout,
        ResultSanitizer sanitizer,
        PluginReport report)
        implements ConnectorProvider {

    /// @throws IllegalArgumentException the provider refuses its settings
    @Override
    public List<Command> commands(ConnectorContext context) {
        var guarded =
                new ConnectorContext(
                        new HostEgress(context.egress()),
                        new HostEgress(context.idempotentEgress()),
                        context.settings());
        var commands =
                threads.call(
                        () -> Optional.of(loadCommands(guarded)), startTimeout, this::reportBroken);
        commands.ifPresent(
                all -> report.loaded(bundle, "connector %s (%d)".formatted(name, all.size())));
        return commands.orElse(List.of());
    }

    /// What the provider says, if it does so in time and briefly.
    @Override
    public ConnectorInfo info() {
        return threads.call(
                () -> sanitizer.copyInfo(Objects.requireNonNull(provider.info(), "info")),
                startTimeout,
                failure -> {
                    report.broken(
                            bundle,
                            "connector %s: info: %s".formatted(name, FailureReason.of(failure)));
                    return ConnectorInfo.NONE;
                });
    }

    /// What it throws, or does not finish in time, is its own affair.
    @Override
    public void close() {
        threads.call(Executors.callable(provider::close), startTimeout, _ -> null);
    }

    private Optional<List<Command>> reportBroken(Throwable failure) {
        if (failure instanceof SettingsRefusedException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
        report.broken(bundle, "connector %s: %s".formatted(name, FailureReason.of(failure)));
        return Optional.empty();
    }

    /// Runs on a thread of the plugin.
    private List<Command> loadCommands(ConnectorContext context) {
        List<Command> commands;
        try {
            commands = provider.commands(context);
        } catch (IllegalArgumentException e) {
            throw new SettingsRefusedException(String.valueOf(e.getMessage()), e);
        }
        var names = new HashSet<String>();
        return commands.stream().map(command -> toPluginCommand(command, names)).toList();
    }

    private Command toPluginCommand(Command command, HashSet<String> names) {
        var spec = sanitizer.copySpec(Objects.requireNonNull(command.spec(), "spec"));
        if (!names.add(spec.name())) {
            throw new FailureReason.PluginFlawException("it offers two commands " + spec.name());
        }
        return new PluginCommand(this, command, spec, command.asynchronous());
    }

    /// The provider refuses its settings; an IllegalArgumentException from elsewhere is a bug of the plugin.
    private static final class SettingsRefusedException extends RuntimeException {
        SettingsRefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
