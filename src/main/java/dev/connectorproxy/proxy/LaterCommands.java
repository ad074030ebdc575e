package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.Entry;
import dev.connectorproxy.catalogue.LongCall;
import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.catalogue.RemoteTwins;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Runs commands of calls that were answered before. Each is written down like a call of its own, when it is over.
public final class LaterCommands implements LongRunning.Runner, LongRunning.Failing {
    private final Catalogue catalogue;
    private final RemoteTwins remote;
    private final Bounds bounds;
    private final Secrets secrets;
    private final Journal journal;
    private final Function<Optional<String>, Optional<Caller>> callers;
    private final Execution execution;
    private final Duration deadline;

    /// @param callers who has the API key of that name, as the settings are now
    /// @param deadline of one command
    public LaterCommands(
            Catalogue catalogue,
            RemoteTwins remote,
            Bounds bounds,
            Secrets secrets,
            Journal journal,
            Function<Optional<String>, Optional<Caller>> callers,
            Duration deadline) {
        this.catalogue = catalogue;
        this.remote = remote;
        this.bounds = bounds;
        this.secrets = secrets;
        this.journal = journal;
        this.callers = callers;
        this.deadline = deadline;
        this.execution = new Execution(new InFlight(bounds.limits()));
    }

    @Override
    public LongCall.Outcome run(String id, LongCall told) {
        var caller = callers.apply(told.sender().key());
        try (var memory = bounds.budget().share()) {
            var call = record(told, caller.orElse(Caller.ANYONE), memory);
            journal.began();
            var reply = Failures.unreadable();
            try {
                reply = reply(id, told, call, caller.isPresent());
            } finally {
                journal.ended(call, reply, 0);
            }
            return reply.outcome();
        }
    }

    @Override
    public LongCall.Outcome failed(String command, ConnectorException failure) {
        return entry(command)
                .map(it -> Failures.ofCommand(it, failure))
                .orElseGet(() -> Failures.ofRemote(failure))
                .outcome();
    }

    private Reply reply(String id, LongCall told, CallRecord call, boolean known) {
        var found = entry(told.command());
        if (found.isEmpty()) {
            return forwarded(id, told, call, known);
        }
        var entry = found.get();
        try {
            admit(told, call, known);
            var arguments = told.arguments();
            var command = secrets.around(entry.command(), arguments, call::mayUse);
            var running = new Entry(entry.id(), entry.spec(), command);
            return Reply.later(
                    execution.run(
                            running, arguments, call.toCall(deadline.toNanos(), Optional.of(id))));
        } catch (ConnectorException e) {
            tellBug(call, e);
            return Failures.ofCommand(entry, e);
        }
    }

    private Reply forwarded(String id, LongCall told, CallRecord call, boolean known) {
        try {
            admit(told, call, known);
            var command =
                    remote.await(told.command()).orElseThrow(() -> notOffered(told.command()));
            var forwarded = RemoteCommand.Forwarded.of(told.arguments());
            return Reply.later(
                    execution.run(
                            command, forwarded, call.toCall(deadline.toNanos(), Optional.of(id))));
        } catch (ConnectorException e) {
            tellBug(call, e);
            return Failures.ofRemote(e);
        }
    }

    /// What another proxy offers may be there again later.
    private ConnectorException notOffered(String command) {
        return remote.isTwin(command)
                ? new ConnectorException(
                        ErrorCode.CONNECTION_ERROR,
                        command + " was accepted, but no other proxy offers it now")
                : new ConnectorException(
                        ErrorCode.COMMAND_NOT_FOUND,
                        command + " was accepted, but is not offered any more");
    }

    private static void admit(LongCall told, CallRecord call, boolean known) {
        if (!known) {
            throw new ConnectorException(
                    ErrorCode.COMMAND_NOT_ALLOWED,
                    "the API key that called %s is not valid any more".formatted(told.command()));
        }
        call.admit(told.command());
    }

    private void tellBug(CallRecord call, ConnectorException e) {
        if (e.is(ErrorCode.INTERNAL_ERROR) && e.httpStatus() == 500) {
            journal.bug(call, e);
        }
    }

    private Optional<Entry> entry(String id) {
        int slash = id.indexOf('/');
        return catalogue.command(id.substring(0, slash), id.substring(slash + 1));
    }

    private static CallRecord record(LongCall told, Caller caller, BodyBudget.Share memory) {
        var sender = told.sender();
        var call =
                new CallRecord(
                        new CallId(
                                sender.requestId(), sender.requestIdGiven(), sender.traceparent()),
                        caller,
                        told.command(),
                        memory);
        call.read(
                new RequestReader.Read(
                        new Invocation(
                                told.arguments().texts(),
                                told.task().processModel(),
                                told.task().processInstance(),
                                told.task().id(),
                                told.callbackUrl()),
                        Sent.NOTHING));
        return call;
    }
}
