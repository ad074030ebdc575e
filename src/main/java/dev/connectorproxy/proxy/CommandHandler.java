package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.catalogue.RemoteCommands;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a command for one HTTP request: `POST /v1/do/{connector}/{command}`.
public final class CommandHandler {
    private static final int MAX_BUFFERED_BYTES = 256 << 10;

    private static final String TASK_DATA = "spiff__task_data";
    private static final List<String> CALLBACK_FIELDS = List.of("spiff__callback_url");

    private final Catalogue catalogue;
    private final RemoteCommands remote;
    private final CallBodyReader reader;
    private final CommandExecutor executor;
    private final MemoryBudget memoryBudget;
    private final Secrets secrets;
    private final CallLogger callLogger;
    private final DeferredCalls deferredCalls;
    private final long deadline;

    /// Runs one command, after the body of its call has been read.
    private interface Runner {
        CommandResponse run(CallContext call);
    }

    public CommandHandler(
            Catalogue catalogue,
            RemoteCommands remote,
            Bounds bounds,
            Secrets secrets,
            CallLogger callLogger,
            DeferredCallService longRunning) {
        var limits = bounds.limits();
        this.catalogue = catalogue;
        this.remote = remote;
        this.secrets = secrets;
        this.reader = new CallBodyReader(limits);
        this.executor = new CommandExecutor(new ConcurrencyLimiter(limits));
        this.memoryBudget = bounds.budget();
        this.callLogger = callLogger;
        this.deferredCalls =
                new DeferredCalls(longRunning, executor, callLogger, limits.deadline());
        this.deadline = limits.deadline().toNanos();
    }

    /// Refuses new commands.
    public void close() {
        executor.close();
    }

    /// Waits until no command is running.
    ///
    /// @return whether that happened within the timeout
    public boolean awaitIdle(Duration timeout) {
        return executor.awaitIdle(timeout);
    }

    /// `GET` with a body runs the command, on which older callers of async-http rely; without one it is not allowed.
    void get(ServerRequest request, ServerResponse response) {
        if (runner(request).isPresent() && !request.content().hasEntity()) {
            response.next();
            return;
        }
        post(request, response);
    }

    void post(ServerRequest request, ServerResponse response) {
        var path = request.path().pathParameters();
        var call =
                new CallContext(
                        CallId.of(request.headers()),
                        request.context().get(Caller.class).orElse(Caller.ANYONE),
                        path.get("connector") + "/" + path.get("command"),
                        memoryBudget.share());
        callLogger.began();
        var commandResponse = Failures.incompleteRequest();
        long bytesSent = 0;
        try {
            commandResponse = handle(runner(request), call, request);
            bytesSent = send(response, call, commandResponse);
        } finally {
            call.close();
            callLogger.ended(call, commandResponse, bytesSent);
        }
    }

    private Optional<Runner> runner(ServerRequest request) {
        var path = request.path().pathParameters();
        return catalogue
                .command(path.get("connector"), path.get("command"))
                .<Runner>map(entry -> call -> run(entry, call))
                .or(() ->
                        Optional.ofNullable(
                                        remote.all()
                                                .get(
                                                        path.get("connector")
                                                                + "/"
                                                                + path.get("command")))
                                .map(command ->
                                        call ->
                                                forward(
                                                        command,
                                                        call,
                                                        CallId.via(request.headers()))));
    }

    private CommandResponse handle(
            Optional<Runner> runner, CallContext call, ServerRequest request) {
        if (runner.isEmpty()) {
            return Failures.unknownCommand();
        }
        if (!CallBodyReader.isSupported(request.headers())) {
            return Failures.unsupportedMediaType();
        }
        try {
            call.requireMayRun(call.command());
            call.setBody(reader.read(request, call.memory()));
        } catch (ConnectorException e) {
            return Failures.ofRequest(e);
        }
        return runner.get().run(call);
    }

    private CommandResponse run(RegisteredCommand entry, CallContext call) {
        try {
            var arguments = ArgumentCheck.check(entry.spec(), call.parameters());
            if (entry.command().asynchronous()) {
                return deferredCalls.accept(entry, call, arguments);
            }
            var command = secrets.wrap(entry.command(), arguments, call::mayUse);
            var running = new RegisteredCommand(entry.id(), entry.spec(), command);
            if (deferredCalls.mayDefer(call)) {
                return deferredCalls.run(running, call, arguments);
            }
            return CommandResponse.of(executor.run(running, arguments, call.toCall(deadline)));
        } catch (ConnectorException e) {
            logIfBug(call, e);
            return Failures.ofCommand(entry, e);
        }
    }

    private CommandResponse forward(RemoteCommand command, CallContext call, Optional<String> via) {
        try {
            var deferral = command.deferral();
            if (deferral.isPresent() && deferral.get().always()) {
                ArgumentCheck.check(deferral.get().spec(), call.parameters());
                return deferredCalls.accept(call);
            }
            if (deferral.isPresent() && deferredCalls.mayDefer(call)) {
                // without the callback URL, so that the other proxy does not send a second callback
                return deferredCalls.run(
                        command,
                        call,
                        toForwardedRequest(command, call.payload(), CALLBACK_FIELDS, via));
            }
            var forwarded = toForwardedRequest(command, call.payload(), List.of(), via);
            return CommandResponse.of(executor.run(command, forwarded, call.toCall(deadline)));
        } catch (ConnectorException e) {
            logIfBug(call, e);
            return Failures.ofRemote(e);
        }
    }

    private static RemoteCommand.ForwardedRequest toForwardedRequest(
            RemoteCommand command,
            RequestPayload payload,
            List<String> removedFields,
            Optional<String> via) {
        var removed = new ArrayList<>(removedFields);
        if (!command.wantsTaskData()) {
            removed.addFirst(TASK_DATA);
        }
        return new RemoteCommand.ForwardedRequest(
                payload.without(removed), payload.mediaType(), via);
    }

    private void logIfBug(CallContext call, ConnectorException e) {
        if (e.is(ErrorCode.INTERNAL_ERROR) && e.httpStatus() == 500) {
            callLogger.unexpectedFailure(call, e);
        }
    }

    private static long send(
            ServerResponse response, CallContext call, CommandResponse commandResponse) {
        response.status(Status.create(commandResponse.httpStatus()))
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .header(CallId.X_REQUEST_ID, call.id().requestId());
        if (commandResponse.httpStatus() == 503) {
            response.header(HeaderNames.RETRY_AFTER, "1");
        }
        var envelope = commandResponse.envelope();
        try {
            if (envelope.length() <= MAX_BUFFERED_BYTES) {
                response.send(envelope.toBytes());
            } else {
                response.contentLength(envelope.length());
                try (var out = response.outputStream()) {
                    envelope.writeTo(out);
                }
            }
        } catch (IOException e) {
            throw new CloseConnectionException("the caller went away", e);
        }
        return envelope.length();
    }
}
