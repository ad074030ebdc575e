package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.SecretScope;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingCommand;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.ParameterType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Set;

/// Decorates a command for one call that uses a connection: fills parameters or authorizes requests, limits where the secrets are
/// sent, and masks them in the result.
///
/// @param named whether the call names the connection, rather than having it by default
record ConnectionCommand(Command command, ChosenConnection chosen, Secrets secrets, boolean named)
        implements ForwardingCommand {
    private static final String SETTING = "connections[].origins";

    /// @throws ConnectorException what the command throws, masked; `ConnectorNotConfigured` when a secret cannot be read,
    ///     `InvalidParameters` when the arguments have credentials, too
    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var connection = chosen.connection();
        var fields = connection.fields(chosen.use(), secrets);
        var origins = connection.origins(chosen.use(), fields);
        var scope = new SecretScope(secrets, new SecretScope.Rule(SETTING, named));
        scope.add(connection.type().sentSecrets(fields), origins);
        var filled = filled(arguments, fields);
        if (!chosen.authorizesRequests()) {
            return scope.run(command, filled, call);
        }
        var authorization =
                new ConnectionAuthorization(
                        connection.credentials().orElseThrow(), fields, origins, scope, named);
        try {
            return scope.run(command, filled, call.with(authorization));
        } finally {
            authorization.requireNoMistake();
        }
    }

    private Arguments filled(Arguments arguments, ConnectionFields fields) {
        chosen.credentialAmong(arguments.texts())
                .ifPresent(id -> {
                    throw tooMany(id);
                });
        var texts = new HashMap<>(arguments.texts());
        texts.remove(ConnectionParameter.ID);
        texts.keySet().removeAll(Set.copyOf(chosen.use().credentials()));
        chosen.use()
                .parameters()
                .forEach((field, id) -> {
                    texts.remove(id);
                    fields.find(field).ifPresent(value -> texts.put(id, toJson(id, value)));
                });
        return new Arguments(texts);
    }

    /// A flag of the command is not a text, which would always count as true.
    private JsonText toJson(String parameter, String value) {
        boolean flag =
                command.spec().parameters().stream()
                        .filter(declared -> declared.id().equals(parameter))
                        .anyMatch(declared ->
                                declared.type() == ParameterType.BOOL
                                        || declared.type() == ParameterType.TRUTHY);
        return flag && (value.equals("true") || value.equals("false"))
                ? JsonText.of(value.getBytes(StandardCharsets.US_ASCII), 1).orElseThrow()
                : JsonText.ofString(value);
    }

    static ConnectorException tooMany(String parameter) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS,
                "parameter '%s' must not be given together with parameter '%s'"
                        .formatted(ConnectionParameter.ID, parameter));
    }
}
