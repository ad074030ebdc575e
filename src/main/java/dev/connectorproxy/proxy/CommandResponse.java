package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unwrapped;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import jakarta.json.spi.JsonProvider;

/// The response to a call, and what is logged about it.
///
/// @param httpStatus of the response
/// @param status the `http_status` in the envelope, 0 for none
/// @param errorCode the `error_code` in the envelope, empty for none
/// @param forwarded whether another proxy wrote it
record CommandResponse(
        int httpStatus, Envelope envelope, int status, String errorCode, boolean forwarded) {
    private static final JsonProvider JSON = JsonProvider.provider();

    CommandResponse(int httpStatus, Envelope envelope, int status, String errorCode) {
        this(httpStatus, envelope, status, errorCode, false);
    }

    /// The result of a call whose caller waits for it.
    ///
    /// @param callback whether another proxy was given a URL for a callback, so that it may defer the call
    static CommandResponse of(InvocationResult result, boolean callback) {
        return switch (result) {
            case InvocationResult.Local(var local) -> of(local);
            case InvocationResult.Remote remote ->
                    remote.httpStatus() != 202 || callback ? of(remote) : PeerEnvelope.of(remote);
        };
    }

    /// The result of a call for its callback, which always carries a whole envelope.
    static CommandResponse forCallback(InvocationResult result) {
        return switch (result) {
            case InvocationResult.Local(Unwrapped(var value)) -> of(Done.of(value));
            case InvocationResult.Local(var local) -> of(local);
            case InvocationResult.Remote remote -> PeerEnvelope.of(remote);
        };
    }

    /// The response of another proxy, unchanged except for a 202 with a failure: spiffworkflow-proxy sends that if an
    /// asynchronous command could not start, and SpiffArena before 2026-06-24, as GSA's fork, would wait for ever for a
    /// callback, without reading the body.
    static CommandResponse of(InvocationResult.Remote response) {
        int httpStatus = response.httpStatus();
        var outcome = ForwardedOutcome.of(httpStatus, response.body());
        return new CommandResponse(
                httpStatus == 202 && outcome.isFailure() ? 200 : httpStatus,
                Envelope.passThrough(response.body()),
                outcome.status(),
                outcome.errorCode(),
                true);
    }

    CommandResponse withHttpStatus(int newStatus) {
        return new CommandResponse(newStatus, envelope, status, errorCode, forwarded);
    }

    /// The part that is stored until the callback is delivered.
    DeferredCall.Outcome toOutcome() {
        return new DeferredCall.Outcome(envelope.toBytes(), errorCode);
    }

    /// The call was accepted and its result comes by callback; HTTP 202 makes SpiffArena wait.
    static CommandResponse accepted(String invocationId) {
        var body =
                JSON.createObjectBuilder()
                        .add("invocation_id", invocationId)
                        .add("status", "accepted")
                        .build();
        return new CommandResponse(202, Envelope.of(Done.of(body)), 0, "");
    }

    /// The command ended. Always HTTP 200, even if its target returned an error.
    static CommandResponse of(CommandResult result) {
        return switch (result) {
            case Unwrapped bare -> new CommandResponse(200, Envelope.of(bare), 0, "");
            case WithoutLogs unlogged ->
                    new CommandResponse(
                            200, Envelope.of(unlogged), unlogged.httpStatus().orElse(0), "");
            case Done done ->
                    new CommandResponse(
                            200,
                            Envelope.of(done),
                            done.httpStatus().orElse(0),
                            done.error().map(CommandError::code).orElse(""));
        };
    }
}
