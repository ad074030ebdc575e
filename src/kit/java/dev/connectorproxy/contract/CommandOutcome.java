package dev.connectorproxy.contract;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The outcome of a call of a command, as the proxy would report it.
///
/// @param code the `error_code`; empty for none
/// @param words all text that the caller sees of the failure, and every line for SpiffArena's log
record CommandOutcome(String code, String text) {

    /// Checks the arguments as the proxy does, and runs the command. Exceptions other than [ConnectorException] are
    /// propagated.
    ///
    /// @param arguments a JSON object
    static CommandOutcome of(Command command, String arguments, Duration deadline) {
        try {
            var sent =
                    JsonText.of(arguments.getBytes(StandardCharsets.UTF_8), 100)
                            .orElseThrow(() ->
                                    new AssertionError(
                                            "these arguments are not JSON: " + arguments))
                            .members();
            var call =
                    new Call(
                            "contract",
                            false,
                            Optional.empty(),
                            System.nanoTime() + deadline.toNanos(),
                            Call.Trail.NONE);
            return of(command.execute(ArgumentCheck.check(command.spec(), sent), call));
        } catch (ConnectorException e) {
            return new CommandOutcome(
                    e.code(), e.getMessage() + command.failureBody(e.getMessage()));
        }
    }

    private static CommandOutcome of(CommandResult result) {
        return switch (result) {
            case CommandResult.Unwrapped _, CommandResult.WithoutLogs _ ->
                    new CommandOutcome("", "");
            case CommandResult.Done done ->
                    new CommandOutcome(
                            done.error().map(CommandResult.CommandError::code).orElse(""),
                            String.join("\n", done.logs()));
        };
    }
}
