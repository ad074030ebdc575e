package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonValue;

/// The one place where a failure becomes a status and an envelope. A call that reached its command has HTTP 200 and
/// the failure in its envelope, except for 503 when the proxy is overloaded and 500 for a bug. A call that did not
/// reach a command has the status of its failure.
public record Failures(LogWriter log) implements HttpFeature {
    /// The response to a call of an unknown command, in the words of async-http.
    static final CommandResponse UNKNOWN_COMMAND =
            new CommandResponse(
                    ErrorCode.COMMAND_NOT_FOUND.status(),
                    Envelope.unknownCommand(
                            new CommandError(
                                    ErrorCode.COMMAND_NOT_FOUND.code(),
                                    "It either does not exist or does not inherit from spiffworkflow_connector_command.")),
                    0,
                    ErrorCode.COMMAND_NOT_FOUND.code());

    /// A request that ended before its body was complete. The listener decides what the caller receives, if anything.
    static final CommandResponse INCOMPLETE_REQUEST =
            ofRequest(
                    new ConnectorException(
                            ErrorCode.REQUEST_TIMEOUT, "the request did not arrive whole"));

    @Override
    public void setup(HttpRouting.Builder routing) {
        routing.error(HttpException.class, (_, response, e) -> send(response, e.status()))
                .error(ConnectorException.class, (_, response, e) -> send(response, e))
                .error(Throwable.class, this::unexpected);
    }

    private void unexpected(ServerRequest request, ServerResponse response, Throwable thrown) {
        log.error("a request failed unexpectedly", thrown);
        send(response, Status.INTERNAL_SERVER_ERROR_500);
    }

    private static void send(ServerResponse response, ConnectorException failure) {
        if (failure.httpStatus() == 503) {
            response.header(HeaderNames.RETRY_AFTER, "1");
        }
        response.status(Status.create(failure.httpStatus()))
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(ofTransport(failure.httpStatus(), failure.code(), failure.getMessage()));
    }

    private static void send(ServerResponse response, Status status) {
        var code = status.code() < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL_ERROR;
        response.status(status)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(ofTransport(status.code(), code.code(), status.reasonPhrase()));
    }

    /// A request that failed before its command was found or its body read.
    static CommandResponse ofRequest(ConnectorException failure) {
        return response(failure.httpStatus(), failure, JsonValue.EMPTY_JSON_OBJECT);
    }

    /// A request whose Content-Type is neither JSON nor a form.
    static CommandResponse unsupportedMediaType() {
        var failure =
                new ConnectorException(
                        ErrorCode.INVALID_REQUEST, "the Content-Type must be application/json");
        return response(415, failure, JsonValue.EMPTY_JSON_OBJECT);
    }

    static CommandResponse ofCommand(Invocable command, ConnectorException failure) {
        return ofCommand(command.failureBody(failure.getMessage()), failure);
    }

    /// A call of a command that is not offered any more.
    static CommandResponse ofUnavailableCommand(ConnectorException failure) {
        return ofCommand(JsonValue.EMPTY_JSON_OBJECT, failure);
    }

    private static CommandResponse ofCommand(JsonValue body, ConnectorException failure) {
        boolean ownStatus =
                failure.is(ErrorCode.PROXY_OVERLOADED)
                        || failure.is(ErrorCode.CALLER_GONE)
                        || isBug(failure);
        return response(ownStatus ? failure.httpStatus() : 200, failure, body);
    }

    /// Whether the proxy or a connector failed in a manner that nobody foresaw.
    static boolean isBug(ConnectorException failure) {
        return failure.is(ErrorCode.INTERNAL_ERROR)
                && failure.httpStatus() == ErrorCode.INTERNAL_ERROR.status();
    }

    /// The envelope of a failure that the listener found.
    public static byte[] ofTransport(int status, String code, String message) {
        return ofRequest(new ConnectorException(code, status, message)).envelope().toBytes();
    }

    private static CommandResponse response(
            int httpStatus, ConnectorException failure, JsonValue body) {
        return new CommandResponse(
                httpStatus, Envelope.failed(failure, body), failure.httpStatus(), failure.code());
    }
}
