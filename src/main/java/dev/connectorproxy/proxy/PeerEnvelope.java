package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.InvocationResult;
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

/// Turns the response of another proxy into an envelope of version 2 for a callback, which SpiffArena judges without
/// the HTTP status of that response. A response that is such an envelope and has its own status is passed on
/// unchanged; any other becomes an envelope from which SpiffArena draws the same conclusion.
final class PeerEnvelope {
    /// The error code that SpiffArena itself uses for an error status without an error code.
    private static final String BAD_STATUS = "ServiceTaskOperatorReturnedBadStatusError";

    private PeerEnvelope() {}

    /// @throws ConnectorException `ConnectorNotConfigured`: the response says that the result comes by callback
    static CommandResponse of(InvocationResult.Remote peerResponse) {
        int outer = peerResponse.httpStatus();
        var value = peerResponse.body().value();
        var envelope = value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        if (outer == 202 && error(envelope).isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "the other proxy answered 202, though it was given no callback");
        }
        boolean versioned =
                envelope.get("command_response_version") instanceof JsonNumber version
                        && version.intValue() > 1
                        && envelope.get("command_response") instanceof JsonObject;
        var response =
                envelope.get("command_response") instanceof JsonObject object
                        ? object
                        : JsonValue.EMPTY_JSON_OBJECT;
        int inner = versioned ? status(response) : 0;
        if (versioned && response.containsKey("body") && (outer < 300 || inner >= 300)) {
            return CommandResponse.of(new InvocationResult.Remote(200, peerResponse.body()));
        }
        var error = error(envelope);
        if (outer < 300 && error.isEmpty()) {
            return CommandResponse.of(Done.of(versioned ? body(response) : value));
        }
        int status = inner >= 300 ? inner : outer;
        return CommandResponse.of(
                new Done(
                        new Body.Tree(body(response)),
                        status >= 300 ? OptionalInt.of(Math.min(status, 999)) : OptionalInt.empty(),
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

    private static Optional<CommandError> error(JsonObject envelope) {
        return envelope.get("error") instanceof JsonObject error
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
