package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The named connections, in the order of the settings: which of them a call may use, and the commands that use them.
/// Thread-safe.
public final class Connections {
    private final List<Connection> connections;
    private final Secrets secrets;
    private final TokenServices services;

    private Connections(List<Connection> connections, Secrets secrets, TokenServices services) {
        this.connections = List.copyOf(connections);
        this.secrets = secrets;
        this.services = services;
    }

    public static Connections of(ConnectionList settings, Secrets secrets, TokenServices services) {
        return new Connections(
                settings.all().stream()
                        .map(each -> new Connection(each, each.type().newCredentials(services)))
                        .toList(),
                secrets,
                services);
    }

    List<Connection> all() {
        return connections;
    }

    Secrets secrets() {
        return secrets;
    }

    /// What the connections themselves need.
    TokenServices services() {
        return services;
    }

    /// A call as it is checked and run.
    ///
    /// @param spec with `connection`, and without what the connection fills, if the call names one
    /// @param sent what the caller sent, with the default connection if one fills parameters, or replaces required ones
    public record PreparedCall(CommandSpec spec, Map<String, JsonText> sent) {
        public PreparedCall {
            sent = Map.copyOf(sent);
        }
    }

    /// The spec as a caller sees it: with the parameter `connection` if the caller may use any with the command.
    ///
    /// @param command its id
    /// @param mayUse whether the caller may use the connection of that name
    public CommandSpec describe(String command, CommandSpec spec, Predicate<String> mayUse) {
        var usable = usable(command, spec, mayUse);
        return usable.isEmpty()
                ? spec
                : ConnectionParameter.addTo(
                        spec, usable, usable.stream().map(ChosenConnection::name).toList());
    }

    /// Chooses the connection of a call, before its arguments are checked.
    ///
    /// @throws ConnectorException `InvalidParameters`: the connection is not there or not open to this call, or there are
    ///     credentials, too
    public PreparedCall prepare(
            String command,
            CommandSpec spec,
            Predicate<String> mayUse,
            Map<String, JsonText> sent) {
        if (!ConnectionParameter.isTakenBy(spec)) {
            return new PreparedCall(spec, sent);
        }
        var usable = usable(command, spec, mayUse);
        if (!ChosenConnection.isGiven(sent.get(ConnectionParameter.ID))) {
            return byDefault(spec, usable, sent)
                    .filter(only -> only.givesParametersOf(spec))
                    .map(only -> prepared(spec, only, sent))
                    .orElseGet(() -> new PreparedCall(spec, without(sent)));
        }
        return prepared(spec, named(usable, sent), sent);
    }

    /// Decorates the command if the call uses a connection; otherwise returns it as it is.
    ///
    /// @param arguments checked, see [#prepare]
    public Command wrap(String id, Command command, Arguments arguments, Predicate<String> mayUse) {
        var spec = command.spec();
        if (!ConnectionParameter.isTakenBy(spec)) {
            return command;
        }
        var texts = arguments.texts();
        boolean named = texts.containsKey(ConnectionParameter.ID);
        if (!named && connections.isEmpty()) {
            return command;
        }
        var usable = usable(id, spec, mayUse);
        var chosen =
                named
                        ? Optional.of(named(usable, texts))
                        : byDefault(spec, usable, texts)
                                .filter(only -> only.use().parameters().isEmpty());
        return chosen.<Command>map(each -> new ConnectionCommand(command, each, secrets, named))
                .orElse(command);
    }

    private List<ChosenConnection> usable(
            String command, CommandSpec spec, Predicate<String> mayUse) {
        return connections.isEmpty() || !ConnectionParameter.isTakenBy(spec)
                ? List.of()
                : connections.stream()
                        .filter(connection -> connection.isFor(command))
                        .flatMap(connection ->
                                connection
                                        .use(spec)
                                        .map(use -> new ChosenConnection(connection, use))
                                        .stream())
                        .filter(chosen -> mayUse.test(chosen.name()))
                        .toList();
    }

    /// The only usable connection, unless the call has credentials of its own.
    private static Optional<ChosenConnection> byDefault(
            CommandSpec spec, List<ChosenConnection> usable, Map<String, JsonText> sent) {
        return usable.size() == 1 && !hasCredentials(spec, sent)
                ? Optional.of(usable.getFirst())
                : Optional.empty();
    }

    private static boolean hasCredentials(CommandSpec spec, Map<String, JsonText> sent) {
        return spec.details().connections().stream()
                .anyMatch(use -> ChosenConnection.credentialAmong(use, sent).isPresent());
    }

    /// The same failure for all reasons, so that callers cannot find out which names exist.
    private static ChosenConnection named(
            List<ChosenConnection> usable, Map<String, JsonText> sent) {
        var name = sent.get(ConnectionParameter.ID).unwrapped();
        return usable.stream()
                .filter(chosen ->
                        name.value() instanceof JsonString text
                                && text.getString().equals(chosen.name()))
                .findFirst()
                .orElseThrow(() ->
                        new ConnectorException(
                                ErrorCode.INVALID_PARAMETERS,
                                "parameter 'connection' names a connection that is not open to this call, or that there is not"));
    }

    private static PreparedCall prepared(
            CommandSpec spec, ChosenConnection chosen, Map<String, JsonText> sent) {
        for (var use : spec.details().connections()) {
            ChosenConnection.credentialAmong(use, sent)
                    .ifPresent(id -> {
                        throw ConnectionCommand.tooMany(id);
                    });
        }
        var all = new HashMap<>(without(sent));
        all.keySet().removeAll(chosen.use().parameters().values());
        all.put(ConnectionParameter.ID, JsonText.ofString(chosen.name()));
        return new PreparedCall(ConnectionParameter.addTo(spec, List.of(chosen), List.of()), all);
    }

    private static Map<String, JsonText> without(Map<String, JsonText> sent) {
        if (!sent.containsKey(ConnectionParameter.ID)) {
            return sent;
        }
        var others = new HashMap<>(sent);
        others.remove(ConnectionParameter.ID);
        return others;
    }
}
