package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The answer of another proxy as a callback has to tell it: a whole envelope of version 2, judged without the HTTP status that
/// the answer had. One that is such an envelope, and says its status itself, passes as it is; of any other SpiffArena would
/// make the same as of this one.
final class PeerEnvelope {
    /// What SpiffArena itself calls an answer that is not good and does not say why.
    private static final String BAD_STATUS = "ServiceTaskOperatorReturnedBadStatusError";

    private PeerEnvelope() {}

    /// @throws ConnectorException `ConnectorNotConfigured`: the answer is that the result comes by callback
    static Reply of(RemoteCommand.Answer answer) {
        int outer = answer.httpStatus();
        var value = answer.body().value();
        var told = value instanceof JsonObject it ? it : JsonValue.EMPTY_JSON_OBJECT;
        if (outer == 202 && error(told).isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "the other proxy answered 202, though it was given no callback");
        }
        boolean versioned =
                told.get("command_response_version") instanceof JsonNumber version
                        && version.intValue() > 1
                        && told.get("command_response") instanceof JsonObject;
        var response =
                told.get("command_response") instanceof JsonObject it
                        ? it
                        : JsonValue.EMPTY_JSON_OBJECT;
        int inner = versioned ? status(response) : 0;
        if (versioned && response.containsKey("body") && (outer < 300 || inner >= 300)) {
            return Reply.of(new RemoteCommand.Answer(200, answer.body()));
        }
        var error = error(told);
        if (outer < 300 && error.isEmpty()) {
            return Reply.of(Done.of(versioned ? body(response) : value));
        }
        int status = inner >= 300 ? inner : outer;
        return Reply.of(
                new Done(
                        new Body.Tree(body(response)),
                        status >= 300 ? OptionalInt.of(Math.min(status, 599)) : OptionalInt.empty(),
                        Optional.empty(),
                        Optional.of(
                                error.orElseGet(() ->
                                        new CommandError(
                                                BAD_STATUS,
                                                "the other proxy answered HTTP " + outer))),
                        List.of()));
    }

    private static JsonValue body(JsonObject response) {
        return response.getOrDefault("body", JsonValue.EMPTY_JSON_OBJECT);
    }

    private static int status(JsonObject response) {
        return response.get("http_status") instanceof JsonNumber status ? status.intValue() : 0;
    }

    private static Optional<CommandError> error(JsonObject told) {
        return told.get("error") instanceof JsonObject error
                        && error.get("error_code") instanceof JsonString code
                        && !code.getString().isBlank()
                ? Optional.of(
                        new CommandError(
                                code.getString(),
                                error.get("message") instanceof JsonString text
                                        ? text.getString()
                                        : ""))
                : Optional.empty();
    }
}
