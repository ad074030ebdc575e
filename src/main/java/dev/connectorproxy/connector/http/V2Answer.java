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

/// How a V2 command tells its end, as connector-http does: JSON where the Content-Type contains `application/json`, XML as
/// JSON where it contains `application/xml` or `text/xml`, `{"raw_response": text}` otherwise and for an empty body; an
/// error from status 400 on, or when the body is not what it is labelled as.
///
/// @param log not yet told that the answer is parsed
/// @param withHeaders whether the answer's headers are handed back
/// @param depth how deep JSON and XML may be nested
record V2Answer(V2Log log, boolean withHeaders, int depth) {

    /// The upstream answered.
    CommandResult of(HttpResponse response) {
        var type = response.header("content-type").orElse("");
        var read = response.body().length == 0 ? raw(response) : read(response, type);
        log.add("Did parse http_response");
        return new CommandResult.Done(
                read.body(),
                OptionalInt.of(response.status()),
                headers(response),
                error(response, read),
                log.lines());
    }

    /// There is no answer.
    CommandResult of(ConnectorException failure) {
        return new CommandResult.Done(
                new Body.Text("raw_response", failure.getMessage()),
                OptionalInt.of(failure.httpStatus()),
                Optional.empty(),
                Optional.of(new CommandError(failure.code(), failure.getMessage())),
                log.lines());
    }

    /// @param complaints at most one: why the body is not what it is labelled as
    private record Read(Body body, List<CommandError> complaints) {}

    private Read read(HttpResponse response, String type) {
        if (type.contains("application/json")) {
            return Answer.json(response.body(), V2Text.charset(response), depth)
                    .map(it -> new Read(new Body.Raw(it), List.of()))
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
                    .map(it -> new Read(new Body.Raw(it), List.of()))
                    .orElseGet(() ->
                            unreadable(response, ErrorCode.EXPAT_ERROR, "it is nested too deep"));
        } catch (XMLStreamException e) {
            return unreadable(response, ErrorCode.EXPAT_ERROR, XmlToDict.complaint(e));
        }
    }

    private static Read raw(HttpResponse response) {
        return new Read(new Body.Text("raw_response", V2Text.of(response)), List.of());
    }

    private static Read unreadable(HttpResponse response, ErrorCode code, String why) {
        return new Read(
                raw(response).body(), List.of(new CommandError(code.code(), told(response, why))));
    }

    private static Optional<CommandError> error(HttpResponse response, Read read) {
        return response.status() >= 400
                ? Optional.of(new CommandError("HttpError" + response.status(), told(response, "")))
                : read.complaints().stream().findFirst();
    }

    private static String told(HttpResponse response, String why) {
        return "Received Error: %s. Raw http_response was: %s"
                .formatted(why, Answer.quoted(response.body(), V2Text.charset(response)));
    }

    private Optional<Map<String, String>> headers(HttpResponse response) {
        return withHeaders ? Optional.of(Answer.headers(response)) : Optional.empty();
    }
}
