package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.SecretOrigin;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A named connection, and the source of its credentials, which may be kept between calls. Thread-safe.
///
/// @param credentials for HTTP requests; empty if its type has none
record Connection(ConnectionSettings settings, Optional<CredentialSource> credentials) {
    private static final String ASYNC_SUFFIX = "Async";

    String name() {
        return settings.name();
    }

    ConnectionType type() {
        return settings.type();
    }

    /// Whether the settings allow it to the command, or to the one whose asynchronous variant that is.
    boolean isFor(String command) {
        return settings.commands().matches(command)
                || command.endsWith(ASYNC_SUFFIX)
                        && settings.commands()
                                .matches(
                                        command.substring(
                                                0, command.length() - ASYNC_SUFFIX.length()));
    }

    /// The commands that may use it, by id, in order.
    ///
    /// @param commands all of them
    Map<String, Command> usable(Map<String, Command> commands) {
        var usable = new TreeMap<>(commands);
        usable.entrySet()
                .removeIf(each -> !isFor(each.getKey()) || use(each.getValue().spec()).isEmpty());
        return usable;
    }

    /// How the first of these commands uses it, or one would that only sends requests.
    ConnectionUse anyUse(Map<String, Command> commands) {
        return commands.values().stream()
                .flatMap(command -> use(command.spec()).stream())
                .findFirst()
                .orElseGet(() -> ConnectionUse.ofRequests(type().name()));
    }

    /// How a command uses it; empty if the command does not take its type, or nobody says where its secrets may go.
    Optional<ConnectionUse> use(CommandSpec spec) {
        return spec.details().connections().stream()
                .filter(each -> each.type().equals(type().name()))
                .filter(this::hasOrigins)
                .findFirst();
    }

    /// Whether the credentials are added to the HTTP requests of such a command, rather than to its parameters. What is no secret
    /// may fill some in any case, as a user name does that is part of the URL, too.
    boolean authorizesRequests(ConnectionUse use) {
        return credentials.isPresent()
                && type().fields().stream()
                        .filter(ConnectionField::secret)
                        .noneMatch(field -> use.parameters().containsKey(field.key()));
    }

    /// The fields for one call of a command.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `ConnectorNotConfigured`: a secret cannot be read
    ConnectionFields fields(ConnectionUse use, Secrets secrets) {
        var values = new HashMap<>(use.defaults());
        var secretKeys = new HashSet<String>();
        values.putAll(settings.variables());
        settings.fields()
                .forEach((key, field) -> {
                    field.read(secrets).ifPresent(value -> values.put(key, value));
                    if (field.secret()) {
                        secretKeys.add(key);
                    }
                });
        var fields = new ConnectionFields(name(), values, secretKeys);
        settings.fields().keySet().forEach(fields::require);
        var derived = type().derived(fields);
        if (!secretKeys.isEmpty()) {
            secretKeys.addAll(derived.keySet());
        }
        values.putAll(derived);
        return new ConnectionFields(name(), values, secretKeys);
    }

    /// Where its secrets may go in calls of a command; none for the first origin of the call, or if nobody says so.
    Set<SecretOrigin> origins(ConnectionUse use, ConnectionFields fields) {
        if (!settings.origins().isEmpty()) {
            return settings.origins();
        }
        var named = use.origins().isEmpty() ? type().origins(fields) : use.origins();
        return named.stream()
                .map(text -> fields.expand(text).flatMap(Connection::origin))
                .map(origin ->
                        origin.orElseThrow(() ->
                                fields.unusable(
                                        "lacks a variable of the server, or makes no origin of it")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A variable may be a whole URL, with a path.
    private static Optional<SecretOrigin> origin(String text) {
        return SecretOrigin.parse(text)
                .or(() ->
                        HttpOrigin.ofUrl(text).flatMap(url -> SecretOrigin.parse(url.toString())));
    }

    /// Whether it is known where its secrets may go in calls of such a command.
    private boolean hasOrigins(ConnectionUse use) {
        return !settings.origins().isEmpty() || !use.origins().isEmpty() || !type().needsOrigins();
    }
}
