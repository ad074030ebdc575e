package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Entry;
import dev.connectorproxy.catalogue.LongCall;
import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

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

    /// A command that can be begun.
    ///
    /// @param ways how its end is told, at once and by callback
    private record Work<T>(
            Function<Call, Execution.Started<T>> begin,
            Ways<T> ways,
            Function<ConnectorException, Reply> failed) {}

    private record Ways<T>(Function<T, Reply> atOnce, Function<T, Reply> byCallback) {}

    /// Takes a call of a command that is always run later.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    Reply accept(Entry entry, CallRecord call, Arguments arguments) {
        return Reply.accepted(
                longRunning.accept(told(call, arguments, entry.command().repeatable(arguments))));
    }

    /// The same of a command that another proxy runs, of which nobody knows whether it may be run twice.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    Reply accept(CallRecord call) {
        return Reply.accepted(
                longRunning.accept(told(call, new Arguments(call.parameters()), false)));
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
        return run(
                call,
                told(call, arguments, entry.command().repeatable(arguments)),
                new Work<>(
                        it -> execution.start(entry, arguments, it),
                        new Ways<>(Reply::of, Reply::later),
                        it -> Failures.ofCommand(entry, it)));
    }

    /// The same of a command that another proxy runs.
    ///
    /// @throws ConnectorException there was no answer that could be passed on
    Reply run(RemoteCommand command, CallRecord call, RemoteCommand.Forwarded forwarded) {
        return run(
                call,
                told(call, new Arguments(call.parameters()), false),
                new Work<>(
                        it -> execution.start(command, forwarded, it),
                        new Ways<RemoteCommand.Answer>(Reply::of, Reply::later),
                        Failures::ofRemote));
    }

    private <T> Reply run(CallRecord call, LongCall told, Work<T> work) {
        var known = underWay(told);
        if (known.isPresent()) {
            return Reply.accepted(known.get());
        }
        var id = longRunning.newId();
        var started =
                work.begin().apply(call.toCall(longRunning.deadline().toNanos(), Optional.of(id)));
        if (started.ends(longRunning.after().orElse(deadline))) {
            return work.ways().atOnce().apply(started.result(Duration.ZERO));
        }
        try {
            var running = longRunning.adopt(id, told);
            call.handOver();
            Thread.ofVirtual()
                    .name("later " + id)
                    .start(() -> running.ended(outcome(work, started, call)));
            return Reply.accepted(id);
        } catch (ConnectorException _) {
            return work.ways().atOnce().apply(started.result(left(call, deadline)));
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

    private <T> LongCall.Outcome outcome(
            Work<T> work, Execution.Started<T> started, CallRecord call) {
        journal.began();
        var reply = Failures.unreadable();
        try {
            var result = started.result(left(call, longRunning.deadline()));
            reply = work.ways().byCallback().apply(result);
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.INTERNAL_ERROR)) {
                journal.bug(call, e);
            }
            reply = work.failed().apply(e);
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

    private static LongCall told(CallRecord call, Arguments arguments, boolean repeatable) {
        var invocation = call.invocation();
        return new LongCall(
                call.command(),
                arguments,
                repeatable,
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
