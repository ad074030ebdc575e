package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Runs the commands of deferred calls. Each is logged like a call of its own when it ends.
public final class DeferredCallRunner implements DeferredCallService.Commands {
    private final CallResources resources;
    private final CommandDirectory directory;
    private final CallLogger callLogger;
    private final Function<Optional<String>, Caller> callers;
    private final CommandExecutor executor;
    private final Duration deadline;

    /// @param callers the caller with the API key of that name; unknown if it is not valid any more
    /// @param deadline of one command
    public DeferredCallRunner(
            CallResources resources,
            Function<Optional<String>, Caller> callers,
            Duration deadline) {
        this.resources = resources;
        this.directory = resources.directory();
        this.callLogger = resources.callLogger();
        this.callers = callers;
        this.deadline = deadline;
        this.executor = resources.newExecutor();
    }

    @Override
    public DeferredCall.Outcome run(String id, DeferredCall deferred) {
        var caller = deferred.sender().key().orElse(Shares.ANONYMOUS);
        try (var memory = resources.memoryBudget().newCall(caller)) {
            var call = toContext(deferred, memory);
            var arguments = new Arguments(call.body().commandParameters());
            var response = callLogger.logged(call, () -> run(id, arguments, call));
            return call.body().respond(response).toOutcome();
        }
    }

    /// The command itself where it cannot be found, or its target cannot be known.
    @Override
    public String target(DeferredCall call) {
        try {
            return directory
                    .find(CommandId.parse(call.command()))
                    .map(command -> command.target(call.arguments()))
                    .orElse(call.command());
        } catch (RuntimeException _) { // a bug of a connector must not stop the queue
            return call.command();
        }
    }

    @Override
    public DeferredCall.Outcome toOutcome(
            String command, Arguments arguments, ConnectorException failure) {
        var response = ofFailure(CommandId.parse(command), failure);
        return ReturnedErrors.asWanted(arguments.texts(), response).toOutcome();
    }

    private CommandResponse run(String id, Arguments arguments, CallContext call) {
        try {
            requireMayRun(call);
            var command =
                    directory.await(call.command()).orElseThrow(() -> notOffered(call.command()));
            var invocation = new CallInvocation(call, arguments, resources, true);
            return CommandResponse.forCallback(
                    executor.run(command, invocation, call.toCall(deadline, Optional.of(id))));
        } catch (ConnectorException e) {
            callLogger.logIfBug(call, e);
            return ofFailure(call.command(), e);
        }
    }

    private CommandResponse ofFailure(CommandId command, ConnectorException failure) {
        return directory
                .find(command)
                .map(found -> Failures.ofCommand(found, failure))
                .orElseGet(() -> Failures.ofUnavailableCommand(failure));
    }

    /// A command of another proxy may be offered again later.
    private ConnectorException notOffered(CommandId command) {
        return directory.mayBeRemoteAsync(command)
                ? new ConnectorException(
                        ErrorCode.CONNECTION_ERROR,
                        command + " was accepted, but no other proxy offers it now")
                : new ConnectorException(
                        ErrorCode.COMMAND_NOT_FOUND,
                        command + " was accepted, but is not offered any more");
    }

    private static void requireMayRun(CallContext call) {
        if (!call.caller().isKnown()) {
            throw new ConnectorException(
                    ErrorCode.COMMAND_NOT_ALLOWED,
                    "the API key that called %s is not valid any more".formatted(call.command()));
        }
        call.requireMayRun();
    }

    private CallContext toContext(DeferredCall deferred, MemoryBudget.CallMemory memory) {
        var sender = deferred.sender();
        var caller = callers.apply(sender.key());
        var call =
                new CallContext(
                        new CallId(
                                sender.requestId(),
                                sender.requestIdGiven(),
                                sender.traceparent(),
                                Optional.empty(),
                                "",
                                Map.of()),
                        caller,
                        resources.profiles().of(caller),
                        CommandId.parse(deferred.command()),
                        memory);
        var body =
                new CallBody(
                        deferred.arguments().texts(),
                        deferred.task().processModel(),
                        deferred.task().processInstance(),
                        deferred.task().id(),
                        deferred.callbackUrl());
        var stored = new RequestPayload.Stored(new Arguments(body.commandParameters()));
        call.setBody(new CallBodyReader.Result(body, stored));
        return call;
    }
}
