package dev.connectorproxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.connection.ConnectionList;
import dev.connectorproxy.declarative.DeclarativeConnector;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The commands of this proxy: those of connectors that are there for the whole run, and those of connector files, which change.
/// Thread-safe.
final class LocalCatalogue {
    private final AllSettings settings;
    private final Egress egress;
    private final Catalogue fixed;
    private volatile Catalogue current;

    /// Reads the connector files.
    ///
    /// @param egress through which the connectors send their requests
    /// @throws SettingsException a connector rejects its settings, or an alias or a connection does not fit
    LocalCatalogue(AllSettings settings, Egress egress) {
        this.settings = settings;
        this.egress = egress;
        try {
            this.fixed = settings.connectors().catalogue(egress, settings.longRunning());
            settings.files().refresh(this::check);
            boolean complete =
                    !settings.plugins().anyBroken() && settings.files().problems().isEmpty();
            this.current =
                    with(
                            settings.files().connectors(),
                            complete && settings.federation().peers().isEmpty());
            settings.connections().check(specs(current), complete);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(settings.source() + ": " + e.getMessage());
        }
    }

    private static Map<String, CommandSpec> specs(Catalogue catalogue) {
        return catalogue.commands().stream()
                .collect(
                        Collectors.toMap(
                                command -> command.id().toString(), RegisteredCommand::spec));
    }

    Catalogue current() {
        return current;
    }

    /// The error codes that each command declares, by its id; without aliases.
    Map<String, List<String>> errorCodes() {
        return current.commands().stream()
                .collect(
                        Collectors.toMap(
                                command -> command.id().toString(),
                                command -> command.spec().errors()));
    }

    /// The ids of the commands and aliases.
    Set<CommandId> ids() {
        return current.ids();
    }

    /// Reads connector files that have changed.
    ///
    /// @return whether any has
    boolean refresh() {
        boolean changed = settings.files().refresh(this::check);
        if (changed) {
            current = with(settings.files().connectors(), false);
        }
        return changed;
    }

    /// @throws IllegalArgumentException the ids of the connector's commands are taken
    /// @throws SettingsException it takes credentials of connections of an unknown type, which no plugin that cannot be
    ///     loaded may have
    private void check(DeclarativeConnector connector) {
        if (!settings.plugins().anyBroken()) {
            connector.requireConnectionTypes(ConnectionList.types(specs(fixed).values()));
        }
        with(List.of(connector), false);
    }

    /// @param complete whether the commands that aliases name must be there
    private Catalogue with(List<ConnectorProvider> files, boolean complete) {
        return fixed.with(files, this::context)
                .withAsyncCommands(settings.longRunning()::hasAsyncCommand)
                .withAliases(settings.aliases().targets(), complete);
    }

    private ConnectorContext context(String name) {
        return settings.connectors().context(name, egress, settings.longRunning());
    }
}
