package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.server.HangupDetector;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/// Deferred calls: those of asynchronous commands, and those that take longer than a caller should wait.
///
record DeferredCalls(DeferredCallService service, CommandExecutor executor, CallLogger callLogger) {

    /// Accepts a call of an asynchronous command.
    ///
    /// @throws ConnectorException `CallbackNotAllowed`, `InvalidParameters`, `StoreUnavailable`
    CommandResponse accept(Invocable command, CallContext call, Arguments arguments) {
        return CommandResponse.accepted(service.accept(toDeferredCall(command, call, arguments)));
    }

    /// Whether a call may be deferred while its command is running: not if its caller does not wait that long.
    boolean mayDefer(CallContext call) {
        return service.deferAfter()
                        .filter(after -> after.compareTo(call.profile().deadline()) < 0)
                        .isPresent()
                && call.body().callbackUrl().filter(service::allowsCallbackTo).isPresent();
    }

    /// Runs the command. If it takes long, the call is deferred; if that cannot be stored, the caller waits as for any
    /// other call. Until it is deferred, the command is interrupted if the caller hangs up.
    ///
    /// @throws ConnectorException of the command; `CallerGone`
    CommandResponse run(
            Invocable command, CallContext call, CallInvocation invocation, HangupDetector caller) {
        var deferred = toDeferredCall(command, call, invocation.arguments());
        var running = findRunning(deferred);
        if (running.isPresent()) {
            return CommandResponse.accepted(running.get());
        }
        var id = service.newId();
        var started =
                executor.start(
                        command, invocation, call.toCall(service.deadline(), Optional.of(id)));
        if (started.endsWithin(service.deferAfter().orElseThrow(), caller)) {
            return CommandResponse.of(started.result(Duration.ZERO, caller), false);
        }
        try {
            var adopted = service.adopt(id, deferred, started::cancel);
            call.transferMemory();
            Thread.ofVirtual()
                    .name("deferred " + id)
                    .start(() -> adopted.finish(awaitOutcome(command, started, call)));
            return CommandResponse.accepted(id);
        } catch (ConnectorException _) {
            return CommandResponse.of(
                    started.result(remaining(call, call.profile().deadline()), caller), false);
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

    private DeferredCall.Outcome awaitOutcome(
            Invocable command, CommandExecutor.Started started, CallContext call) {
        var response =
                callLogger.logged(
                        call,
                        () -> {
                            try {
                                return CommandResponse.forCallback(
                                        started.result(remaining(call, service.deadline())));
                            } catch (ConnectorException e) {
                                callLogger.logIfBug(call, e);
                                return Failures.ofCommand(command, e);
                            }
                        });
        try {
            return call.body().respond(response).toOutcome();
        } finally {
            call.memory().close();
        }
    }

    private static Duration remaining(CallContext call, Duration deadline) {
        return deadline.minusNanos(System.nanoTime() - call.startNanos());
    }

    /// The arguments with `errors`, so that it is stored with them.
    private static Arguments withErrors(Arguments arguments, CallBody body) {
        if (!ReturnedErrors.isGiven(body.parameters())) {
            return arguments;
        }
        var all = new HashMap<>(arguments.texts());
        all.put(
                ReturnedErrors.PARAMETER.id(),
                body.parameters().get(ReturnedErrors.PARAMETER.id()));
        return new Arguments(all);
    }

    private static DeferredCall toDeferredCall(
            Invocable command, CallContext call, Arguments arguments) {
        var body = call.body();
        return new DeferredCall(
                command.id().toString(),
                withErrors(arguments, body),
                command.repeatable(arguments),
                new DeferredCall.Sender(
                        call.caller().key(),
                        call.id().requestId(),
                        call.id().requestIdGiven(),
                        call.id().traceparent()),
                new DeferredCall.Task(body.processModel(), body.processInstance(), body.taskId()),
                body.callbackUrl());
    }
}
