package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.python.XmlToDict;
import dev.connectorproxy.connector.http.shared.HttpResult;
import dev.connectorproxy.connector.http.shared.ResponseOptions;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.toolkit.ContentCoding;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLStreamException;

/// Creates the result of a V2 command, as connector-http does: JSON where the Content-Type is `application/json`,
/// XML as JSON where it contains `application/xml` or `text/xml`, `{"raw_response": text}` otherwise and for an empty
/// body; an error from status 400 on, or when the body does not match its Content-Type.
///
/// @param log receives the line about the parsed response
record V2Result(V2CallLog log, ResponseOptions options) {

    CommandResult of(HttpResponse response) {
        var type = response.header("content-type").orElse("");
        var parsed = parse(response, type);
        log.add("Did parse http_response");
        ContentCoding.ofUndecoded(response)
                .ifPresent(coding -> log.add("The body is encoded with " + coding));
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

    /// @param problem why the body does not match its Content-Type
    private record ParsedBody(Body body, Optional<CommandError> problem) {}

    private ParsedBody parse(HttpResponse response, String type) {
        var file = HttpResult.file(response, options);
        if (file.isPresent()) {
            return new ParsedBody(file.get(), Optional.empty());
        }
        if (response.body().length == 0) {
            return rawText(response);
        }
        if (options.isJson(type)) {
            return parseJson(response)
                    .map(text -> new ParsedBody(new Body.Raw(text), Optional.empty()))
                    .orElseGet(() ->
                            unreadable(
                                    response, ErrorCode.JSON_DECODE_ERROR, "the body is not JSON"));
        }
        return type.contains("application/xml") || type.contains("text/xml")
                ? parseXml(response)
                : rawText(response);
    }

    /// Where the body is JSON of Python's kind only, what is lost becomes a line of the log.
    private Optional<JsonText> parseJson(HttpResponse response) {
        var charset = V2ResponseText.jsonCharset(response);
        return HttpResult.parseJson(response.body(), charset, options.jsonDepth())
                .or(() -> {
                    var text = new String(response.body(), charset);
                    var json =
                            JsonText.ofPython(
                                    text.getBytes(StandardCharsets.UTF_8), options.jsonDepth());
                    json.ifPresent(_ -> log.add("NaN or Infinity in http_response became null"));
                    return json;
                });
    }

    private ParsedBody parseXml(HttpResponse response) {
        try {
            byte[] json = XmlToDict.toJson(V2ResponseText.decodeXml(response), options.jsonDepth());
            return JsonText.of(json, options.jsonDepth())
                    .map(text -> new ParsedBody(new Body.Raw(text), Optional.empty()))
                    .orElseGet(() ->
                            unreadable(response, ErrorCode.EXPAT_ERROR, "it is nested too deep"));
        } catch (XMLStreamException e) {
            return unreadable(response, ErrorCode.EXPAT_ERROR, XmlToDict.describe(e));
        }
    }

    private static ParsedBody rawText(HttpResponse response) {
        return new ParsedBody(
                new Body.Text("raw_response", V2ResponseText.decode(response)), Optional.empty());
    }

    private static ParsedBody unreadable(HttpResponse response, ErrorCode code, String problem) {
        var cause =
                ContentCoding.ofUndecoded(response)
                        .map("the body is encoded with "::concat)
                        .orElse(problem);
        return new ParsedBody(
                rawText(response).body(),
                Optional.of(new CommandError(code.code(), errorMessage(response, cause))));
    }

    private static Optional<CommandError> error(HttpResponse response, ParsedBody parsed) {
        return response.status() >= 400
                ? Optional.of(
                        new CommandError(
                                "HttpError" + response.status(), errorMessage(response, "")))
                : parsed.problem();
    }

    private static String errorMessage(HttpResponse response, String problem) {
        return "Received Error: %s. Raw http_response was: %s"
                .formatted(
                        problem,
                        HttpResult.quote(response.body(), V2ResponseText.charset(response)));
    }

    private Optional<Map<String, String>> headers(HttpResponse response) {
        return options.withHeaders()
                ? Optional.of(HttpResult.joinHeaders(response))
                : Optional.empty();
    }
}
