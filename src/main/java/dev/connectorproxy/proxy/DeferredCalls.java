package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Deferred calls: those of asynchronous commands, and those that take longer than a caller should wait.
final class DeferredCalls {
    private final DeferredCallService service;
    private final CommandExecutor executor;
    private final CallLogger callLogger;
    private final Duration deadline;

    /// @param deadline of a call that is not deferred
    DeferredCalls(
            DeferredCallService longRunning,
            CommandExecutor execution,
            CallLogger callLogger,
            Duration deadline) {
        this.service = longRunning;
        this.executor = execution;
        this.callLogger = callLogger;
        this.deadline = deadline;
    }

    /// A command that can be started.
    ///
    /// @param responses how its result becomes a response
    /// @param onFailure how its failure becomes a response
    private record StartableCommand<T>(
            Function<Call, CommandExecutor.Started<T>> starter,
            ResponseMappers<T> responses,
            Function<ConnectorException, CommandResponse> onFailure) {}

    /// @param immediate the response to the call itself
    /// @param callback the response that the callback carries
    private record ResponseMappers<T>(
            Function<T, CommandResponse> immediate, Function<T, CommandResponse> callback) {}

    /// Accepts a call of an asynchronous command.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    CommandResponse accept(RegisteredCommand entry, CallContext call, Arguments arguments) {
        return CommandResponse.accepted(
                service.accept(
                        toDeferredCall(call, arguments, entry.command().repeatable(arguments))));
    }

    /// The same for a command of another proxy, which is never run a second time, because nothing is known of its
    /// effects.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    CommandResponse accept(CallContext call) {
        return CommandResponse.accepted(
                service.accept(toDeferredCall(call, new Arguments(call.parameters()), false)));
    }

    /// Whether a call may be deferred while its command is running.
    boolean mayDefer(CallContext call) {
        return service.deferAfter().isPresent()
                && call.body().callbackUrl().filter(service::allowsCallbackTo).isPresent();
    }

    /// Runs the command. If it takes long, the call is deferred; if that cannot be stored, the caller waits as for any
    /// other call.
    ///
    /// @throws ConnectorException of the command
    CommandResponse run(RegisteredCommand entry, CallContext call, Arguments arguments) {
        return run(
                call,
                toDeferredCall(call, arguments, entry.command().repeatable(arguments)),
                new StartableCommand<>(
                        context -> executor.start(entry, arguments, context),
                        new ResponseMappers<>(CommandResponse::of, CommandResponse::forCallback),
                        failure -> Failures.ofCommand(entry, failure)));
    }

    /// The same for a command of another proxy.
    ///
    /// @throws ConnectorException there was no response that could be passed on
    CommandResponse run(
            RemoteCommand command, CallContext call, RemoteCommand.ForwardedRequest forwarded) {
        return run(
                call,
                toDeferredCall(call, new Arguments(call.parameters()), false),
                new StartableCommand<>(
                        context -> executor.start(command, forwarded, context),
                        new ResponseMappers<RemoteCommand.Response>(
                                CommandResponse::of, CommandResponse::forCallback),
                        Failures::ofRemote));
    }

    private <T> CommandResponse run(
            CallContext call, DeferredCall deferred, StartableCommand<T> command) {
        var running = findRunning(deferred);
        if (running.isPresent()) {
            return CommandResponse.accepted(running.get());
        }
        var id = service.newId();
        var started =
                command.starter().apply(call.toCall(service.deadline().toNanos(), Optional.of(id)));
        if (started.endsWithin(service.deferAfter().orElse(deadline))) {
            return command.responses().immediate().apply(started.result(Duration.ZERO));
        }
        try {
            var adopted = service.adopt(id, deferred);
            call.transferMemory();
            Thread.ofVirtual()
                    .name("deferred " + id)
                    .start(() -> adopted.finish(awaitOutcome(command, started, call)));
            return CommandResponse.accepted(id);
        } catch (ConnectorException _) {
            return command.responses().immediate().apply(started.result(remaining(call, deadline)));
        }
    }

    /// A command that may be repeated does not fail when the store is down.
    private Optional<String> findRunning(DeferredCall deferred) {
        try {
            return service.findRunning(deferred);
        } catch (ConnectorException e) {
            if (deferred.repeatable()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private <T> DeferredCall.Outcome awaitOutcome(
            StartableCommand<T> command, CommandExecutor.Started<T> started, CallContext call) {
        callLogger.began();
        var response = Failures.incompleteRequest();
        try {
            var result = started.result(remaining(call, service.deadline()));
            response = command.responses().callback().apply(result);
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.INTERNAL_ERROR)) {
                callLogger.unexpectedFailure(call, e);
            }
            response = command.onFailure().apply(e);
        } finally {
            callLogger.ended(call, response, 0);
        }
        try {
            return response.toOutcome();
        } finally {
            call.memory().close();
        }
    }

    private static Duration remaining(CallContext call, Duration deadline) {
        return deadline.minusNanos(System.nanoTime() - call.startNanos());
    }

    private static DeferredCall toDeferredCall(
            CallContext call, Arguments arguments, boolean repeatable) {
        var invocation = call.body();
        return new DeferredCall(
                call.command(),
                arguments,
                repeatable,
                new DeferredCall.Sender(
                        call.callerKey(),
                        call.id().requestId(),
                        call.id().requestIdGiven(),
                        call.id().traceparent()),
                new DeferredCall.Task(
                        invocation.processModel(),
                        invocation.processInstance(),
                        invocation.taskId()),
                invocation.callbackUrl());
    }
}
