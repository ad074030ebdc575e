package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs commands as the proxy does, through the recording egress of their connector, and keeps the last call of each command:
/// up to 1,000, and 16 MiB. Thread-safe.
final class CommandCalls implements ConnectorMemory {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CALLS = 1_000;
    private static final long MAX_BYTES = 16 << 20;

    private final CommandRuntime runtime;
    private final ProviderCalls calls;
    private final FileSecrets secrets;
    private final ConnectorHistory<String, LastCall> lastCalls =
            new ConnectorHistory<>(MAX_CALLS, MAX_BYTES);

    CommandCalls(CommandRuntime runtime, ProviderCalls calls, FileSecrets secrets) {
        this.runtime = runtime;
        this.calls = calls;
        this.secrets = secrets;
    }

    /// A call that has ended.
    ///
    /// @param number of the call
    /// @param envelope the JSON that an engine would get, masked
    /// @param exchanges the numbers of its exchanges
    record Ended(long number, byte[] envelope, List<Long> exchanges) {}

    /// Runs a command.
    ///
    /// @throws DevServerException 404 when the connector has no such command, 400 at the deadline, 500 when it has a bug
    Ended run(LoadedConnector connector, String name, Map<String, JsonText> sent) {
        var command =
                Optional.ofNullable(connector.commands().get(name))
                        .orElseThrow(() ->
                                DevServerException.notFound(
                                        "the connector has no such command",
                                        "it has "
                                                + String.join(
                                                        ", ", connector.commands().keySet())));
        secrets.remember(connector.id(), command.spec(), sent);
        var cause = new CallCause(connector.id(), connector.toString(), "run " + name, "", 0);
        var operation =
                new ProviderCalls.Operation(cause, "run " + name + " failed", connector.mask());
        var ended = calls.run(operation, call -> run(connector, command, sent, call));
        var last = new LastCall(name, sent, ended.envelope());
        lastCalls.put(connector.id(), name, last, last.size());
        return ended;
    }

    private Ended run(
            LoadedConnector connector, Command command, Map<String, JsonText> sent, Call call) {
        var trace = CallTrace.of(call).orElseThrow();
        trace.asked(0, text(sent));
        var envelope = connector.masked(envelope(connector.name(), command, sent, call));
        return new Ended(trace.number(), envelope, trace.exchanges());
    }

    private byte[] envelope(
            String connector, Command command, Map<String, JsonText> sent, Call call) {
        try {
            var prepared = runtime.prepare(connector, command, sent);
            return runtime.toJson(prepared.command().execute(prepared.arguments(), call));
        } catch (ConnectorException e) {
            return runtime.toJson(e, command.failureBody(e.getMessage()));
        }
    }

    private static String text(Map<String, JsonText> sent) {
        var json = JSON.createObjectBuilder();
        sent.forEach((id, value) -> json.add(id, value.value()));
        return json.build().toString();
    }

    /// Whether the call can be made again without an effect of its own: also if its arguments are refused.
    boolean isRepeatable(String connector, Command command, LastCall call) {
        try {
            return command.repeatable(runtime.prepare(connector, command, call.sent()).arguments());
        } catch (ConnectorException _) {
            return true;
        }
    }

    /// The last call of each command of a connector.
    List<LastCall> last(String connectorId) {
        return lastCalls.all(connectorId);
    }

    @Override
    public void forget(String connectorId) {
        lastCalls.forget(connectorId);
    }
}
