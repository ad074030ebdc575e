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

/// Deferred calls: those of asynchronous commands, and those that take longer than a caller should wait.
final class LaterCalls {
    private final LongRunning longRunning;
    private final Execution execution;
    private final Journal journal;
    private final Duration deadline;

    /// @param deadline of a call that is not deferred
    LaterCalls(LongRunning longRunning, Execution execution, Journal callLogger, Duration deadline) {
        this.longRunning = longRunning;
        this.execution = execution;
        this.journal = callLogger;
        this.deadline = deadline;
    }

    /// A command that can be started.
    ///
    /// @param responses how its result becomes a response
    /// @param onFailure how its failure becomes a response
    private record Work<T>(
            Function<Call, Execution.Started<T>> begin,
            Ways<T> ways,
            Function<ConnectorException, Reply> failed) {}

    /// @param immediate the response to the call itself
    /// @param callback the response that the callback carries
    private record Ways<T>(Function<T, Reply> atOnce, Function<T, Reply> byCallback) {}

    /// Accepts a call of an asynchronous command.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    Reply accept(Entry entry, CallRecord call, Arguments arguments) {
        return Reply.accepted(
                longRunning.accept(told(call, arguments, entry.command().repeatable(arguments))));
    }

    /// The same for a command of another proxy, which is never run a second time, because nothing is known of its
    /// effects.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    Reply accept(CallRecord call) {
        return Reply.accepted(
                longRunning.accept(told(call, new Arguments(call.parameters()), false)));
    }

    /// Whether a call may be deferred while its command is running.
    boolean mayTake(CallRecord call) {
        return longRunning.after().isPresent()
                && call.invocation().callbackUrl().filter(longRunning::allows).isPresent();
    }

    /// Runs the command. If it takes long, the call is deferred; if that cannot be stored, the caller waits as for any
    /// other call.
    ///
    /// @throws ConnectorException of the command
    Reply run(Entry entry, CallRecord call, Arguments arguments) {
        return run(
                call,
                told(call, arguments, entry.command().repeatable(arguments)),
                new Work<>(
                        context -> execution.start(entry, arguments, context),
                        new Ways<>(Reply::of, Reply::later),
                        failure -> Failures.ofCommand(entry, failure)));
    }

    /// The same for a command of another proxy.
    ///
    /// @throws ConnectorException there was no response that could be passed on
    Reply run(RemoteCommand command, CallRecord call, RemoteCommand.Forwarded forwarded) {
        return run(
                call,
                told(call, new Arguments(call.parameters()), false),
                new Work<>(
                        context -> execution.start(command, forwarded, context),
                        new Ways<RemoteCommand.Answer>(Reply::of, Reply::later),
                        Failures::ofRemote));
    }

    private <T> Reply run(CallRecord call, LongCall deferred, Work<T> command) {
        var running = underWay(deferred);
        if (running.isPresent()) {
            return Reply.accepted(running.get());
        }
        var id = longRunning.newId();
        var started =
                command.begin().apply(call.toCall(longRunning.deadline().toNanos(), Optional.of(id)));
        if (started.ends(longRunning.after().orElse(deadline))) {
            return command.ways().atOnce().apply(started.result(Duration.ZERO));
        }
        try {
            var adopted = longRunning.adopt(id, deferred);
            call.handOver();
            Thread.ofVirtual()
                    .name("deferred " + id)
                    .start(() -> adopted.ended(outcome(command, started, call)));
            return Reply.accepted(id);
        } catch (ConnectorException _) {
            return command.ways().atOnce().apply(started.result(left(call, deadline)));
        }
    }

    /// A command that may be repeated does not fail when the store is down.
    private Optional<String> underWay(LongCall deferred) {
        try {
            return longRunning.underWay(deferred);
        } catch (ConnectorException e) {
            if (deferred.repeatable()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> LongCall.Outcome outcome(
            Work<T> command, Execution.Started<T> started, CallRecord call) {
        journal.began();
        var response = Failures.unreadable();
        try {
            var result = started.result(left(call, longRunning.deadline()));
            response = command.ways().byCallback().apply(result);
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.INTERNAL_ERROR)) {
                journal.bug(call, e);
            }
            response = command.failed().apply(e);
        } finally {
            journal.ended(call, response, 0);
        }
        try {
            return response.outcome();
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
