package dev.connectorproxy.proxy;

import dev.connectorproxy.observe.CommandEvent;
import dev.connectorproxy.observe.CommandTrail;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import java.util.Map;
import java.util.Optional;

/// The state of one call. Used by the thread of its request.
final class CallRecord {
    private final CallId id;
    private final Caller caller;
    private final String command;
    private final BodyBudget.Share memory;
    private final CommandTrail trail = new CommandTrail();
    private final long begin = System.nanoTime();
    private Invocation invocation = Invocation.EMPTY;
    private Sent sent = Sent.NOTHING;
    private boolean handedOver;

    CallRecord(CallId id, Caller caller, String command, BodyBudget.Share memory) {
        this.id = id;
        this.caller = caller;
        this.command = command;
        this.memory = memory;
    }

    void read(RequestReader.Read result) {
        invocation = result.invocation();
        sent = result.sent();
    }

    /// @throws ConnectorException `CommandNotAllowed`: the caller's key may not run this command
    void admit(String command) {
        if (!caller.mayRun(command)) {
            throw new ConnectorException(
                    ErrorCode.COMMAND_NOT_ALLOWED, "this API key may not run " + command);
        }
    }

    /// Whether the caller may use that secret.
    boolean mayUse(String secret) {
        return caller.mayUse(secret);
    }

    /// The call as the command receives it.
    Call toCall(long deadline) {
        return toCall(deadline, Optional.empty());
    }

    /// The call as a deferred command receives it, with its idempotency key.
    Call toCall(long deadline, Optional<String> idempotencyKey) {
        return new Call(
                id.requestId(),
                id.given(),
                id.traceparent(),
                begin + deadline,
                trail,
                memory,
                idempotencyKey);
    }

    /// The parsed body.
    Invocation invocation() {
        return invocation;
    }

    /// The name of the caller's key.
    Optional<String> callerKey() {
        return caller.key();
    }

    /// Another owner releases the memory from now on.
    void handOver() {
        handedOver = true;
    }

    /// Releases the memory, unless it was transferred.
    void close() {
        if (!handedOver) {
            memory.close();
        }
    }

    BodyBudget.Share memory() {
        return memory;
    }

    Map<String, JsonText> parameters() {
        return invocation.parameters();
    }

    CallId id() {
        return id;
    }

    String command() {
        return command;
    }

    CommandTrail trail() {
        return trail;
    }

    long begin() {
        return begin;
    }

    /// The body as it was received; empty until it has been read.
    Sent sent() {
        return sent;
    }

    /// The caller, for the log.
    CommandEvent.Caller caller() {
        return new CommandEvent.Caller(
                id.requestId(),
                CommandEvent.Caller.traceId(id.traceparent()),
                caller.key().orElse(""),
                invocation.processModel().orElse(""),
                invocation.processInstance().orElse(""),
                invocation.taskId().orElse(""));
    }
}
