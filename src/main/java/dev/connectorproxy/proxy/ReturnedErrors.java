package dev.connectorproxy.proxy;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parameter `errors` of every command. With `return`, an error does not fail the task but is its data: the envelope
/// has no `error` and the status 200, and its body is `{"error": …, "http_status": …, "body": …}` with what the envelope
/// had instead.
final class ReturnedErrors {
    private static final JsonProvider JSON = JsonProvider.provider();

    static final Parameter PARAMETER =
            Parameter.optional(
                            "errors",
                            ParameterType.STR,
                            "raise: an error fails the task; return: it is data, as {error, http_status, body}.")
                    .oneOf("raise", "return")
                    .withDefault(JSON.createValue("raise"))
                    .withDetails(ofLabel("Errors").as(ADVANCED));

    private static final int MAX_DEPTH = 1_100; // deeper than every body

    private ReturnedErrors() {}

    /// Whether `errors` has one of its values; a command may have a parameter of that name with others.
    static boolean isGiven(Map<String, JsonText> parameters) {
        return value(parameters).filter(PARAMETER.allowed()::contains).isPresent();
    }

    /// The response as a call with these parameters wants it.
    static CommandResponse asWanted(Map<String, JsonText> parameters, CommandResponse response) {
        return value(parameters).filter("return"::equals).isPresent() ? toData(response) : response;
    }

    /// The response with its error as data, or the response itself if it has none. What is logged of it stays.
    private static CommandResponse toData(CommandResponse response) {
        boolean failed =
                response.httpStatus() >= 300
                        || response.status() >= 300
                        || !response.errorCode().isEmpty();
        if (!failed) {
            return response;
        }
        var envelope = envelope(response);
        var result = envelope.getJsonObject("command_response");
        var body =
                JSON.createObjectBuilder()
                        .add("error", envelope.getOrDefault("error", JsonValue.NULL))
                        .add("http_status", result.getOrDefault("http_status", JsonValue.NULL))
                        .add("body", result.getOrDefault("body", JsonValue.NULL));
        var data =
                JSON.createObjectBuilder(envelope)
                        .add(
                                "command_response",
                                JSON.createObjectBuilder(result)
                                        .add("body", body)
                                        .add("http_status", 200))
                        .add("error", JsonValue.NULL)
                        .build();
        return new CommandResponse(
                200,
                Envelope.of(data),
                response.status(),
                response.errorCode(),
                response.forwarded());
    }

    /// A complete one, also where another proxy sent less.
    private static JsonObject envelope(CommandResponse response) {
        var whole =
                response.forwarded()
                        ? PeerEnvelope.of(
                                new InvocationResult.Remote(
                                        response.httpStatus(), text(response.envelope())))
                        : response;
        return text(whole.envelope()).exactValue().asJsonObject();
    }

    private static JsonText text(Envelope envelope) {
        return JsonText.of(envelope.toBytes(), MAX_DEPTH).orElseThrow();
    }

    private static Optional<String> value(Map<String, JsonText> parameters) {
        return Optional.ofNullable(parameters.get(PARAMETER.id()))
                .filter(text -> text.type() == JsonValue.ValueType.STRING)
                .map(text -> ((JsonString) text.value()).getString().toLowerCase(Locale.ROOT));
    }
}
