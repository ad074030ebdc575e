package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.observe.CommandEvent;
import dev.connectorproxy.observe.CommandTrail;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Call.SecretPolicy;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/// The state of one call. Used by the thread of its request.
final class CallContext {
    private final CallId id;
    private final Caller caller;
    private final CallerProfile profile;
    private final CommandId command;
    private final MemoryBudget.CallMemory memory;
    private final CommandTrail trail = new CommandTrail();
    private final long startNanos = System.nanoTime();
    private CallBody body = CallBody.EMPTY;
    private RequestPayload payload = RequestPayload.EMPTY;
    private boolean memoryTransferred;

    /// @param profile of the caller
    CallContext(
            CallId id,
            Caller caller,
            CallerProfile profile,
            CommandId command,
            MemoryBudget.CallMemory memory) {
        this.id = id;
        this.caller = caller;
        this.profile = profile;
        this.command = command;
        this.memory = memory;
    }

    void setBody(CallBodyReader.Result result) {
        body = result.body();
        payload = result.payload();
    }

    /// @throws ConnectorException `CommandNotAllowed`: the caller's key may not run this command
    void requireMayRun() {
        if (!caller.mayRun(command.toString())) {
            throw new ConnectorException(
                    ErrorCode.COMMAND_NOT_ALLOWED, "this API key may not run " + command);
        }
    }

    /// The call of a caller who waits for the result.
    Call toCall() {
        return toCall(profile.deadline(), Optional.empty());
    }

    /// The call as a deferred command receives it, with its idempotency key.
    Call toCall(Duration deadline, Optional<String> idempotencyKey) {
        return new Call(
                id.requestId(),
                id.requestIdGiven(),
                id.traceparent(),
                startNanos + deadline.toNanos(),
                trail,
                memory,
                idempotencyKey,
                body.task(),
                caller.key(),
                SecretPolicy.NONE,
                Call.Authorization.NONE,
                id.passedOn());
    }

    CallBody body() {
        return body;
    }

    Caller caller() {
        return caller;
    }

    CallerProfile profile() {
        return profile;
    }

    /// Another owner releases the memory from now on.
    void transferMemory() {
        memoryTransferred = true;
    }

    /// Releases the memory, unless it was transferred.
    void close() {
        if (!memoryTransferred) {
            memory.close();
        }
    }

    MemoryBudget.CallMemory memory() {
        return memory;
    }

    CallId id() {
        return id;
    }

    CommandId command() {
        return command;
    }

    CommandTrail trail() {
        return trail;
    }

    long startNanos() {
        return startNanos;
    }

    /// The body as it was received; empty until it has been read.
    RequestPayload payload() {
        return payload;
    }

    /// The caller, for the log.
    CommandEvent.Caller toEventCaller() {
        return new CommandEvent.Caller(
                id.requestId(),
                CommandEvent.Caller.traceId(id.traceparent()),
                caller.key().orElse(""),
                id.tenant(),
                body.processModel().orElse(""),
                body.processInstance().orElse(""),
                body.taskId().orElse(""));
    }
}
