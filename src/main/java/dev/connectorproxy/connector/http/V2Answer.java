package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLStreamException;

/// Creates the result of a V2 command, as connector-http does: JSON where the Content-Type contains `application/json`,
/// XML as JSON where it contains `application/xml` or `text/xml`, `{"raw_response": text}` otherwise and for an empty
/// body; an error from status 400 on, or when the body does not match its Content-Type.
///
/// @param log receives the line about the parsed response
/// @param withHeaders whether the result has the response headers
/// @param depth the maximum depth of JSON and XML
record V2Answer(V2Log log, boolean withHeaders, int depth) {

    /// The result of a response.
    CommandResult of(HttpResponse response) {
        var type = response.header("content-type").orElse("");
        var parsed = response.body().length == 0 ? raw(response) : read(response, type);
        log.add("Did parse http_response");
        return new CommandResult.Done(
                parsed.body(),
                OptionalInt.of(response.status()),
                headers(response),
                error(response, parsed),
                log.lines());
    }

    /// The result of a failure without a response.
    CommandResult of(ConnectorException failure) {
        return new CommandResult.Done(
                new Body.Text("raw_response", failure.getMessage()),
                OptionalInt.of(failure.httpStatus()),
                Optional.empty(),
                Optional.of(new CommandError(failure.code(), failure.getMessage())),
                log.lines());
    }

    /// @param problems at most one: why the body does not match its Content-Type
    private record Read(Body body, List<CommandError> complaints) {}

    private Read read(HttpResponse response, String type) {
        if (type.contains("application/json")) {
            return Answer.json(response.body(), V2Text.charset(response), depth)
                    .map(text -> new Read(new Body.Raw(text), List.of()))
                    .orElseGet(() ->
                            unreadable(
                                    response, ErrorCode.JSON_DECODE_ERROR, "the body is not JSON"));
        }
        return type.contains("application/xml") || type.contains("text/xml")
                ? xml(response)
                : raw(response);
    }

    private Read xml(HttpResponse response) {
        try {
            byte[] json = XmlToDict.json(V2Text.xml(response), depth);
            return JsonText.of(json, depth)
                    .map(text -> new Read(new Body.Raw(text), List.of()))
                    .orElseGet(() ->
                            unreadable(response, ErrorCode.EXPAT_ERROR, "it is nested too deep"));
        } catch (XMLStreamException e) {
            return unreadable(response, ErrorCode.EXPAT_ERROR, XmlToDict.complaint(e));
        }
    }

    private static Read raw(HttpResponse response) {
        return new Read(new Body.Text("raw_response", V2Text.of(response)), List.of());
    }

    private static Read unreadable(HttpResponse response, ErrorCode code, String problem) {
        return new Read(
                raw(response).body(),
                List.of(new CommandError(code.code(), told(response, problem))));
    }

    private static Optional<CommandError> error(HttpResponse response, Read parsed) {
        return response.status() >= 400
                ? Optional.of(new CommandError("HttpError" + response.status(), told(response, "")))
                : parsed.complaints().stream().findFirst();
    }

    private static String told(HttpResponse response, String problem) {
        return "Received Error: %s. Raw http_response was: %s"
                .formatted(problem, Answer.quoted(response.body(), V2Text.charset(response)));
    }

    private Optional<Map<String, String>> headers(HttpResponse response) {
        return withHeaders ? Optional.of(Answer.headers(response)) : Optional.empty();
    }
}
