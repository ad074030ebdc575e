package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Entry;
import dev.connectorproxy.catalogue.LongCall;
import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/// Calls whose result comes later: those of a command that says so, and those that take longer than a caller should wait.
final class LaterCalls {
    private final LongRunning longRunning;
    private final Execution execution;
    private final Journal journal;
    private final Duration deadline;

    /// @param deadline of a call that is answered for at once
    LaterCalls(LongRunning longRunning, Execution execution, Journal journal, Duration deadline) {
        this.longRunning = longRunning;
        this.execution = execution;
        this.journal = journal;
        this.deadline = deadline;
    }

    /// Takes a call of a command that is always run later.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    Reply accept(Entry entry, CallRecord call, Arguments arguments) {
        return Reply.accepted(longRunning.accept(told(entry, call, arguments)));
    }

    /// Whether a call may be taken while its command runs.
    boolean mayTake(CallRecord call) {
        return longRunning.after().isPresent()
                && call.invocation().callbackUrl().filter(longRunning::allows).isPresent();
    }

    /// Runs the command; if it takes long, the caller gets the result by callback. If that cannot be kept on disk, the call
    /// goes on like any other.
    ///
    /// @throws ConnectorException of the command
    Reply run(Entry entry, CallRecord call, Arguments arguments) {
        var told = told(entry, call, arguments);
        var known = underWay(told);
        if (known.isPresent()) {
            return Reply.accepted(known.get());
        }
        var id = longRunning.newId();
        var started =
                execution.start(
                        entry,
                        arguments,
                        call.toCall(longRunning.deadline().toNanos(), Optional.of(id)));
        if (started.ends(longRunning.after().orElse(deadline))) {
            return Reply.of(started.result(Duration.ZERO));
        }
        try {
            var running = longRunning.adopt(id, told);
            call.handOver();
            Thread.ofVirtual()
                    .name("later " + id)
                    .start(() -> running.ended(outcome(entry, started, call)));
            return Reply.accepted(id);
        } catch (ConnectorException _) {
            return Reply.of(started.result(left(call, deadline)));
        }
    }

    /// What does no harm when it is done twice need not wait for a database that is down.
    private Optional<String> underWay(LongCall told) {
        try {
            return longRunning.underWay(told);
        } catch (ConnectorException e) {
            if (told.repeatable()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private LongCall.Outcome outcome(
            Entry entry, Execution.Started<CommandResult> started, CallRecord call) {
        journal.began();
        var reply = Failures.unreadable();
        try {
            reply = Reply.later(started.result(left(call, longRunning.deadline())));
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.INTERNAL_ERROR)) {
                journal.bug(call, e);
            }
            reply = Failures.ofCommand(entry, e);
        } finally {
            journal.ended(call, reply, 0);
        }
        try {
            return reply.outcome();
        } finally {
            call.memory().close();
        }
    }

    private static Duration left(CallRecord call, Duration deadline) {
        return deadline.minusNanos(System.nanoTime() - call.begin());
    }

    private static LongCall told(Entry entry, CallRecord call, Arguments arguments) {
        var invocation = call.invocation();
        return new LongCall(
                entry.id(),
                arguments,
                entry.command().repeatable(arguments),
                new LongCall.Sender(
                        call.callerKey(),
                        call.id().requestId(),
                        call.id().given(),
                        call.id().traceparent()),
                new LongCall.Task(
                        invocation.processModel(),
                        invocation.processInstance(),
                        invocation.taskId()),
                invocation.callbackUrl());
    }
}
