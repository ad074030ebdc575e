package dev.connectorproxy.connector;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The outcome of one call of a command, whose arguments are checked as the proxy does.
///
/// @param status the `http_status`; 0 for none
/// @param code the `error_code`; empty for none
public record CommandRun(JsonValue body, int status, String code, String message) {

    /// Runs a command of a connector.
    public static CommandRun of(
            ConnectorProvider connector,
            ConnectorContext context,
            String name,
            JsonObject arguments) {
        var command =
                connector.commands(context).stream()
                        .filter(one -> one.spec().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return of(command, arguments);
    }

    /// Runs a command without an HTTP egress.
    public static CommandRun of(
            ConnectorProvider connector,
            Map<String, String> settings,
            String name,
            JsonObject arguments) {
        Egress none =
                (_, _) -> {
                    throw new AssertionError("the command sends a request");
                };
        return of(connector, new ConnectorContext(none, settings), name, arguments);
    }

    private static CommandRun of(Command command, JsonObject arguments) {
        var json = JsonText.of(JsonText.toUtf8(arguments.toString()), 100).orElseThrow();
        var call =
                new Call(
                        "id",
                        false,
                        Optional.empty(),
                        System.nanoTime() + Duration.ofSeconds(60).toNanos(),
                        Call.Trail.NONE);
        try {
            return of(command.execute(ArgumentCheck.check(command.spec(), json.members()), call));
        } catch (ConnectorException e) {
            return new CommandRun(
                    command.failureBody(e.getMessage()), e.httpStatus(), e.code(), e.getMessage());
        }
    }

    private static CommandRun of(CommandResult result) {
        return switch (result) {
            case CommandResult.Done done ->
                    new CommandRun(
                            tree(done.body()),
                            done.httpStatus().orElse(0),
                            done.error().map(CommandResult.CommandError::code).orElse(""),
                            done.error().map(CommandResult.CommandError::message).orElse(""));
            case CommandResult.WithoutLogs(var body, var status) ->
                    new CommandRun(tree(body), status.orElse(0), "", "");
            case CommandResult.Unwrapped(var value) -> new CommandRun(value, 0, "", "");
        };
    }

    private static JsonValue tree(Body body) {
        return switch (body) {
            case Body.Tree(var value) -> value;
            case Body.Raw(var text) -> text.value();
            case Body.Quoted(var text) -> text.value();
            case Body.Text _ -> throw new AssertionError(body);
        };
    }

    /// The body, which is a text.
    public String text() {
        return ((JsonString) body).getString();
    }
}
