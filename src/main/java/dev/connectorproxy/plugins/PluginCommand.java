package dev.connectorproxy.plugins;

import dev.connectorproxy.deadline.GracePeriod;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Wraps a command of a plugin, so that a failure, an endless loop or a wrong result affects only the call.
///
/// @param spec the copy made at start
/// @param asynchronous the value at start
record PluginCommand(
        PluginConnector plugin, Command command, CommandSpec spec, boolean asynchronous)
        implements ForwardingCommand {
    /// For the methods that have no call with a deadline.
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        return callBounded(() -> executeChecked(arguments, call), call);
    }

    @Override
    public boolean testConnection(Arguments arguments, Call call) {
        return callBounded(() -> command.testConnection(arguments, call), call);
    }

    private <T> T callBounded(Callable<T> code, Call call) {
        try {
            return plugin.threads()
                    .call(
                            () -> ScopedValue.where(HostEgress.CALL, call).call(code::call),
                            call.left().plus(GracePeriod.PLUGIN.duration()));
        } catch (ExecutionException e) {
            throw toUnchecked(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "the command did not end within its deadline", e);
        }
    }

    private CommandResult executeChecked(Arguments arguments, Call call) {
        return plugin.sanitizer().copyResult(command.execute(arguments, call), call.memory());
    }

    /// Limited by a short timeout, as the caller has waited long already.
    @Override
    public JsonValue failureBody(String message) {
        return callBriefly(
                () -> plugin.sanitizer().copyValue(command.failureBody(message)),
                JsonValue.EMPTY_JSON_OBJECT);
    }

    /// False when the plugin does not return in time.
    @Override
    public String target(Arguments arguments) {
        return callBriefly(() -> command.target(arguments), "");
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return callBriefly(() -> command.repeatable(arguments), false);
    }

    private <T> T callBriefly(Callable<T> code, T fallback) {
        return plugin.threads().call(code, TIMEOUT, _ -> fallback);
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
