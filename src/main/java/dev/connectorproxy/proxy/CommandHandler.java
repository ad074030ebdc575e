package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.catalogue.Invocable.Deferral;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.connection.Connections;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.server.HangupDetector;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;

/// Runs a command for one HTTP request: `POST /v1/do/{connector}/{command}`.
public final class CommandHandler {
    private static final int MAX_BUFFERED_BYTES = 256 << 10;

    private final CallResources resources;
    private final CommandDirectory directory;
    private final CallLogger callLogger;
    private final CallBodyReader reader;
    private final CommandExecutor executor;
    private final DeferredCalls deferredCalls;

    public CommandHandler(CallResources resources, DeferredCallService longRunning) {
        this.resources = resources;
        this.directory = resources.directory();
        this.callLogger = resources.callLogger();
        this.reader = new CallBodyReader(resources.limits());
        this.executor = resources.newExecutor();
        this.deferredCalls = new DeferredCalls(longRunning, executor, callLogger);
    }

    /// The running commands of each caller.
    public LimitUsage usage() {
        return executor.limiter();
    }

    /// The connections that calls may use.
    Connections connections() {
        return resources.connections();
    }

    /// Refuses new commands.
    public void close() {
        executor.close();
    }

    /// Ends the commands that are still running; their callers receive `ProxyStopped`.
    public void cutOff() {
        executor.cutOff();
    }

    /// Waits until no command is running.
    ///
    /// @return whether that happened within the timeout
    public boolean awaitIdle(Duration timeout) {
        return executor.awaitIdle(timeout);
    }

    /// `GET` with a body runs the command, on which older callers of async-http rely; without one it is not allowed.
    void get(ServerRequest request, ServerResponse response) {
        if (directory.find(id(request)).isPresent() && !request.content().hasEntity()) {
            response.next();
            return;
        }
        post(request, response);
    }

    void post(ServerRequest request, ServerResponse response) {
        var caller = Caller.of(request);
        var profile = resources.profiles().of(caller);
        var call =
                new CallContext(
                        CallId.of(request.headers(), profile.forwarded()),
                        caller,
                        profile,
                        id(request),
                        resources.memoryBudget().newCall(caller.key().orElse(Shares.ANONYMOUS)));
        callLogger.began();
        var commandResponse = Failures.INCOMPLETE_REQUEST;
        long bytesSent = 0;
        try {
            commandResponse =
                    directory
                            .find(call.command())
                            .map(command -> handle(command, call, request))
                            .map(profile.status()::apply)
                            .orElse(Failures.UNKNOWN_COMMAND);
            if (HangupDetector.of(request).isHungUp()) {
                throw new CloseConnectionException("the caller hung up");
            }
            bytesSent = send(response, call, call.body().respond(commandResponse));
        } finally {
            call.close();
            callLogger.ended(call, commandResponse, bytesSent);
        }
    }

    /// The id of the command itself, also if it was called by an alias.
    private CommandId id(ServerRequest request) {
        var path = request.path().pathParameters();
        return directory.resolve(new CommandId(path.get("connector"), path.get("command")));
    }

    private CommandResponse handle(Invocable command, CallContext call, ServerRequest request) {
        if (!CallBodyReader.isSupported(request.headers())) {
            return Failures.unsupportedMediaType();
        }
        try {
            call.requireMayRun();
            call.setBody(reader.read(request, call.memory()));
        } catch (ConnectorException e) {
            return Failures.ofRequest(e);
        }
        try {
            return run(command, call, HangupDetector.of(request));
        } catch (ConnectorException e) {
            callLogger.logIfBug(call, e);
            return Failures.ofCommand(command, e);
        }
    }

    private CommandResponse run(Invocable command, CallContext call, HangupDetector caller) {
        var arguments = check(command, call);
        var deferral = command.deferral();
        if (deferral == Deferral.ALWAYS) {
            return deferredCalls.accept(command, call, arguments);
        }
        boolean deferrable = deferral == Deferral.WHEN_SLOW && deferredCalls.mayDefer(call);
        var invocation = new CallInvocation(call, arguments, resources, deferrable);
        return deferrable
                ? deferredCalls.run(command, call, invocation, caller)
                : CommandResponse.of(
                        executor.run(command, invocation, call.toCall(), caller),
                        call.body().callbackUrl().isPresent());
    }

    /// The arguments of the call, with the connection that it uses.
    private Arguments check(Invocable command, CallContext call) {
        var sent = call.body().commandParameters();
        if (!(command instanceof RegisteredCommand registered)) {
            return command.check(sent);
        }
        var prepared =
                resources
                        .connections()
                        .prepare(
                                command.id().toString(),
                                registered.spec(),
                                call.caller()::mayUseConnection,
                                sent);
        return ArgumentCheck.check(prepared.spec(), prepared.sent());
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
