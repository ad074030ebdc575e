package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.LongCall;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Bare;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unlogged;
import jakarta.json.Json;

/// An answer to a call, and what the log tells of it.
///
/// @param httpStatus of the answer
/// @param status the `http_status` in the envelope, 0 for none
/// @param errorCode the `error_code` in the envelope, empty for none
/// @param forwarded whether another proxy wrote it
record Reply(int httpStatus, Envelope envelope, int status, String errorCode, boolean forwarded) {
    Reply(int httpStatus, Envelope envelope, int status, String errorCode) {
        this(httpStatus, envelope, status, errorCode, false);
    }

    /// The answer of another proxy, passed on as it is.
    static Reply of(RemoteCommand.Answer answer) {
        var outline = Outline.of(answer.httpStatus(), answer.body());
        return new Reply(
                answer.httpStatus(),
                Envelope.asItIs(answer.body()),
                outline.status(),
                outline.errorCode(),
                true);
    }

    /// The same, told by callback.
    static Reply later(RemoteCommand.Answer answer) {
        return PeerEnvelope.of(answer);
    }

    /// The same, told by callback, which has to be a whole envelope.
    static Reply later(CommandResult result) {
        return switch (result) {
            case Bare(var value) -> of(Done.of(value));
            case Unlogged unlogged -> of(unlogged);
            case Done done -> of(done);
        };
    }

    /// What is kept of it until it is delivered.
    LongCall.Outcome outcome() {
        return new LongCall.Outcome(envelope.toBytes(), errorCode);
    }

    /// The call was taken, and its result comes by callback: the outer status is what makes SpiffArena wait.
    static Reply accepted(String invocationId) {
        var body =
                Json.createObjectBuilder()
                        .add("invocation_id", invocationId)
                        .add("status", "accepted")
                        .build();
        return new Reply(202, Envelope.of(Done.of(body)), 0, "");
    }

    /// The command came to an end: always HTTP 200, also when the outside world said no.
    static Reply of(CommandResult result) {
        return switch (result) {
            case Bare bare -> new Reply(200, Envelope.of(bare), 0, "");
            case Unlogged unlogged ->
                    new Reply(200, Envelope.of(unlogged), unlogged.httpStatus().orElse(0), "");
            case Done done ->
                    new Reply(
                            200,
                            Envelope.of(done),
                            done.httpStatus().orElse(0),
                            done.error().map(CommandError::code).orElse(""));
        };
    }
}
