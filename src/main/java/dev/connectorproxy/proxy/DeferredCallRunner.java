package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.catalogue.RemoteCatalogue;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Runs the commands of deferred calls. Each is logged like a call of its own when it ends.
public final class DeferredCallRunner
        implements DeferredCallService.Runner, DeferredCallService.FailureMapper {
    private final Catalogue catalogue;
    private final RemoteCatalogue remote;
    private final Bounds bounds;
    private final Secrets secrets;
    private final CallLogger callLogger;
    private final Function<Optional<String>, Optional<Caller>> callers;
    private final CommandExecutor executor;
    private final Duration deadline;

    /// @param callers the caller with the API key of that name under the current settings
    /// @param deadline of one command
    public DeferredCallRunner(
            Catalogue catalogue,
            RemoteCatalogue remote,
            Bounds bounds,
            Secrets secrets,
            CallLogger callLogger,
            Function<Optional<String>, Optional<Caller>> callers,
            Duration deadline) {
        this.catalogue = catalogue;
        this.remote = remote;
        this.bounds = bounds;
        this.secrets = secrets;
        this.callLogger = callLogger;
        this.callers = callers;
        this.deadline = deadline;
        this.executor = new CommandExecutor(new ConcurrencyLimiter(bounds.limits()));
    }

    @Override
    public DeferredCall.Outcome run(String id, DeferredCall deferred) {
        var caller = callers.apply(deferred.sender().key());
        try (var memory = bounds.budget().share()) {
            var call = toContext(deferred, caller.orElse(Caller.ANYONE), memory);
            callLogger.began();
            var response = Failures.incompleteRequest();
            try {
                response = runLocal(id, deferred, call, caller.isPresent());
            } finally {
                callLogger.ended(call, response, 0);
            }
            return response.toOutcome();
        }
    }

    @Override
    public DeferredCall.Outcome toOutcome(String command, ConnectorException failure) {
        return entry(command)
                .map(entry -> Failures.ofCommand(entry, failure))
                .orElseGet(() -> Failures.ofRemote(failure))
                .toOutcome();
    }

    private CommandResponse runLocal(
            String id, DeferredCall deferred, CallContext call, boolean knownCaller) {
        var found = entry(deferred.command());
        if (found.isEmpty()) {
            return runRemote(id, deferred, call, knownCaller);
        }
        var entry = found.get();
        try {
            requireMayRun(deferred, call, knownCaller);
            var arguments = deferred.arguments();
            var command = secrets.wrap(entry.command(), arguments, call::mayUse);
            var running = new RegisteredCommand(entry.id(), entry.spec(), command);
            return CommandResponse.forCallback(
                    executor.run(
                            running, arguments, call.toCall(deadline.toNanos(), Optional.of(id))));
        } catch (ConnectorException e) {
            logIfBug(call, e);
            return Failures.ofCommand(entry, e);
        }
    }

    private CommandResponse runRemote(
            String id, DeferredCall deferred, CallContext call, boolean knownCaller) {
        try {
            requireMayRun(deferred, call, knownCaller);
            var command =
                    remote.await(deferred.command())
                            .orElseThrow(() -> notOffered(deferred.command()));
            var forwarded = RemoteCommand.ForwardedRequest.of(deferred.arguments());
            return CommandResponse.forCallback(
                    executor.run(
                            command, forwarded, call.toCall(deadline.toNanos(), Optional.of(id))));
        } catch (ConnectorException e) {
            logIfBug(call, e);
            return Failures.ofRemote(e);
        }
    }

    /// A command of another proxy may be offered again later.
    private ConnectorException notOffered(String command) {
        return remote.mayBeAsync(command)
                ? new ConnectorException(
                        ErrorCode.CONNECTION_ERROR,
                        command + " was accepted, but no other proxy offers it now")
                : new ConnectorException(
                        ErrorCode.COMMAND_NOT_FOUND,
                        command + " was accepted, but is not offered any more");
    }

    private static void requireMayRun(
            DeferredCall deferred, CallContext call, boolean knownCaller) {
        if (!knownCaller) {
            throw new ConnectorException(
                    ErrorCode.COMMAND_NOT_ALLOWED,
                    "the API key that called %s is not valid any more"
                            .formatted(deferred.command()));
        }
        call.requireMayRun(deferred.command());
    }

    private void logIfBug(CallContext call, ConnectorException e) {
        if (e.is(ErrorCode.INTERNAL_ERROR) && e.httpStatus() == 500) {
            callLogger.unexpectedFailure(call, e);
        }
    }

    private Optional<RegisteredCommand> entry(String id) {
        int slash = id.indexOf('/');
        return catalogue.command(id.substring(0, slash), id.substring(slash + 1));
    }

    private static CallContext toContext(
            DeferredCall deferred, Caller caller, MemoryBudget.Share memory) {
        var sender = deferred.sender();
        var call =
                new CallContext(
                        new CallId(
                                sender.requestId(), sender.requestIdGiven(), sender.traceparent()),
                        caller,
                        deferred.command(),
                        memory);
        call.setBody(
                new CallBodyReader.Result(
                        new CallBody(
                                deferred.arguments().texts(),
                                deferred.task().processModel(),
                                deferred.task().processInstance(),
                                deferred.task().id(),
                                deferred.callbackUrl()),
                        RequestPayload.EMPTY));
        return call;
    }
}
