package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingCommand;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Wraps a command of a plugin, so that a failure, an endless loop or a wrong result affects only the call.
///
/// @param spec the copy made at start
/// @param asynchronous the value at start
record PluginCommand(
        PluginConnector plugin, Command command, CommandSpec spec, boolean asynchronous)
        implements ForwardingCommand {
    /// The wait exceeds the deadline of the call, so that the command can fail by its own deadline first.
    private static final Duration TIMEOUT_MARGIN = Duration.ofSeconds(1);

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        try {
            return plugin.threads()
                    .call(
                            () ->
                                    plugin.sanitizer()
                                            .copyResult(
                                                    command.execute(arguments, call),
                                                    call.memory()),
                            call.left().plus(TIMEOUT_MARGIN));
        } catch (ExecutionException e) {
            throw toUnchecked(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "the command did not end within its deadline", e);
        }
    }

    /// Limited by a short timeout, as the caller has waited long already.
    @Override
    public JsonValue failureBody(String message) {
        try {
            return plugin.threads()
                    .call(
                            () -> plugin.sanitizer().copyValue(command.failureBody(message)),
                            TIMEOUT_MARGIN);
        } catch (ExecutionException | TimeoutException | ConnectorException _) {
            return JsonValue.EMPTY_JSON_OBJECT;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    /// False when the plugin does not return in time.
    @Override
    public boolean repeatable(Arguments arguments) {
        try {
            return plugin.threads().call(() -> command.repeatable(arguments), TIMEOUT_MARGIN);
        } catch (ExecutionException | TimeoutException | ConnectorException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RuntimeException toUnchecked(Throwable cause) {
        return switch (cause) {
            case ConnectorException failure -> failure;
            case LinkageError error -> {
                plugin.report().broken(plugin.bundle(), FailureReason.of(error));
                throw error;
            }
            case Error error -> throw error;
            case RuntimeException failure -> failure;
            default -> new IllegalStateException("a checked exception", cause);
        };
    }
}
