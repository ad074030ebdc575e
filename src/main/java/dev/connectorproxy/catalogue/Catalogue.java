package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// The commands of all connectors, ordered by id. Immutable.
public final class Catalogue {
    private final SortedMap<String, RegisteredCommand> entries = new TreeMap<>();

    private Catalogue() {}

    /// Loads the commands of every connector.
    ///
    /// @param contexts the context of the connector with that name
    /// @throws IllegalArgumentException a connector rejects its settings, has an invalid name, or offers an id that
    ///     another one also offers
    public static Catalogue of(
            Iterable<ConnectorProvider> connectors, Function<String, ConnectorContext> contexts) {
        var catalogue = new Catalogue();
        for (var connector : connectors) {
            var name = connector.name();
            if (!name.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException("not a connector name: " + name);
            }
            commands(connector, contexts.apply(name))
                    .forEach(command -> catalogue.add(name, command));
        }
        return catalogue;
    }

    /// These commands, and for each chosen one its asynchronous variant `<id>Async` with the same parameters.
    ///
    /// @throws IllegalArgumentException such an id exists already
    public Catalogue withAsyncCommands(Predicate<String> chosen) {
        var all = new Catalogue();
        all.entries.putAll(entries);
        for (var entry : entries.values()) {
            if (chosen.test(entry.id()) && !entry.command().asynchronous()) {
                var asyncCommand = AsyncCommand.of(entry.command(), entry.spec());
                var connector = entry.id().substring(0, entry.id().indexOf('/'));
                all.add(connector, asyncCommand);
            }
        }
        return all;
    }

    /// The command with that path, if there is one.
    public Optional<RegisteredCommand> command(String connector, String command) {
        return Optional.ofNullable(entries.get(connector + "/" + command));
    }

    /// All of them, ordered by id.
    public Collection<RegisteredCommand> entries() {
        return entries.values();
    }

    private static List<Command> commands(ConnectorProvider connector, ConnectorContext context) {
        try {
            return connector.commands(context);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "connectors.%s.%s".formatted(connector.name(), e.getMessage()), e);
        }
    }

    private void add(String connector, Command command) {
        var spec = command.spec();
        var id = connector + "/" + spec.name();
        if (entries.put(id, new RegisteredCommand(id, spec, command)) != null) {
            throw new IllegalArgumentException("two connectors offer " + id);
        }
    }
}
