package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The commands of all connectors of this proxy, and the aliases of commands. Immutable.
public final class Catalogue {
    private final Map<CommandId, RegisteredCommand> commands = new LinkedHashMap<>();
    private Map<CommandId, CommandId> aliases = Map.of(); // not changed after construction

    private Catalogue() {}

    /// Loads the commands of every connector.
    ///
    /// @param contexts the context of the connector with that name
    /// @throws IllegalArgumentException a connector rejects its settings, has an invalid name, or offers an id that
    ///     another one also offers
    public static Catalogue of(
            Iterable<ConnectorProvider> connectors, Function<String, ConnectorContext> contexts) {
        return new Catalogue().with(connectors, contexts);
    }

    /// These commands, and those of further connectors; to be called before the other methods that add some.
    ///
    /// @param contexts the context of the connector with that name
    /// @throws IllegalArgumentException as for [#of]
    public Catalogue with(
            Iterable<? extends ConnectorProvider> connectors,
            Function<String, ConnectorContext> contexts) {
        var catalogue = new Catalogue();
        catalogue.commands.putAll(commands);
        for (var connector : connectors) {
            var name = connector.name();
            if (!name.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException("not a connector name: " + name);
            }
            var commands = commands(connector, contexts.apply(name));
            if (!commands.isEmpty()) {
                var info = connector.info();
                commands.forEach(command -> catalogue.add(name, command, info));
            }
        }
        return catalogue;
    }

    /// These commands, and for each chosen one its asynchronous variant `<id>Async` with the same parameters.
    ///
    /// @throws IllegalArgumentException such an id exists already
    public Catalogue withAsyncCommands(Predicate<CommandId> chosen) {
        var all = new Catalogue();
        all.commands.putAll(commands);
        for (var command : commands.values()) {
            if (chosen.test(command.id()) && !command.command().asynchronous()) {
                all.add(command.id().connector(), AsyncCommand.of(command), command.connector());
            }
        }
        return all;
    }

    /// These commands, each of which may also be called by another id.
    ///
    /// @param targets the id of a command by its alias
    /// @param complete whether all commands are known now: none is added by another proxy, and no plugin is broken
    /// @throws IllegalArgumentException an alias is the id of a command, or there is no command for it
    public Catalogue withAliases(Map<CommandId, CommandId> targets, boolean complete) {
        targets.forEach((alias, target) -> {
            if (commands.containsKey(alias)) {
                throw new IllegalArgumentException(
                        "catalogue.aliases.%s must not be the id of a command".formatted(alias));
            }
            if (targets.containsKey(target) || complete && !commands.containsKey(target)) {
                throw new IllegalArgumentException(
                        "catalogue.aliases.%s must name a command, which %s is not"
                                .formatted(alias, target));
            }
        });
        var all = new Catalogue();
        all.commands.putAll(commands);
        all.aliases = Map.copyOf(targets);
        return all;
    }

    /// The id of a command by each of its aliases.
    Map<CommandId, CommandId> aliases() {
        return aliases;
    }

    /// The ids of all commands and aliases.
    public Set<CommandId> ids() {
        return Stream.concat(commands.keySet().stream(), aliases.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<RegisteredCommand> command(CommandId id) {
        return Optional.ofNullable(commands.get(id));
    }

    public Collection<RegisteredCommand> commands() {
        return Collections.unmodifiableCollection(commands.values());
    }

    private static List<Command> commands(ConnectorProvider connector, ConnectorContext context) {
        try {
            return connector.commands(context);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "connectors.%s.%s".formatted(connector.name(), e.getMessage()), e);
        }
    }

    private void add(String connector, Command command, ConnectorInfo info) {
        var spec = command.spec();
        var id = new CommandId(connector, spec.name());
        if (commands.put(id, new RegisteredCommand(id, spec, command, info)) != null) {
            throw new IllegalArgumentException("two connectors offer " + id);
        }
    }
}
