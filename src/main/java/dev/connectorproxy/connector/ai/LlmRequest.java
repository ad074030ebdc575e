package dev.connectorproxy.connector.ai;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.TreeSize;
import dev.connectorproxy.toolkit.HttpOrigin;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `ai/LlmRequest`: a chat completion, as OpenAI's API and those modelled on it have it. Sent once, since each costs.
final class LlmRequest implements Command {
    private static final int MAX_JSON_DEPTH = 512;

    private static final CommandSpec SPEC =
            new CommandSpec(
                            "LlmRequest",
                            "Asks a language model for the next message of a chat.",
                            parameters(),
                            LlmErrors.codes())
                    .asStrict()
                    .withDetails(
                            CommandDetails.NONE.withConnections(
                                    List.of(
                                            ConnectionUse.ofRequests("bearer")
                                                    .withCredentials(List.of("api_key")))));

    private final Egress egress;
    private final AiSettings settings;

    LlmRequest(Egress egress, AiSettings settings) {
        this.egress = egress;
        this.settings = settings;
    }

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.required("model", ParameterType.STR, "The name of the model.")
                        .withDetails(ofLabel("Model").withExample("gpt-4o-mini")),
                Parameter.required(
                                "messages",
                                ParameterType.STRUCTURED,
                                "The messages so far: a list of {\"role\": \"user\", \"content\": \"…\"}.")
                        .withDetails(ofLabel("Messages").withFormat("json")),
                Parameter.optional(
                                "tools",
                                ParameterType.STRUCTURED,
                                "A list of functions that the model may ask for.")
                        .withDetails(ofLabel("Tools").withFormat("json").as(ADVANCED)),
                Parameter.optional("api_key", ParameterType.STR, "The key of the server.")
                        .withDetails(ofLabel("API key").asSecret()),
                Parameter.optional(
                                "api_base",
                                ParameterType.STR,
                                "The base URL of the server; connectors.ai.api-base if it is left out.")
                        .withDetails(
                                ofLabel("Server")
                                        .withFormat("uri")
                                        .withExample("https://api.openai.com/v1")
                                        .as(ADVANCED)),
                Parameter.optional(
                                "options",
                                ParameterType.STRUCTURED,
                                "Further members of the request, such as {\"temperature\": 0}.")
                        .withDetails(ofLabel("Options").withFormat("json").as(ADVANCED)));
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public String target(Arguments arguments) {
        try {
            return HttpOrigin.ofUrl(ChatRequest.base(arguments, settings.apiBase()))
                    .map(HttpOrigin::toString)
                    .orElse("");
        } catch (ConnectorException _) {
            return "";
        }
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        call.memory().take(TreeSize.of(arguments));
        var request = ChatRequest.of(arguments, settings.apiBase());
        var response = egress.send(request, call);
        call.memory().take(TreeSize.of(response.body()));
        return result(response, ChatRequest.key(arguments));
    }

    private static CommandResult result(HttpResponse response, String key) {
        var strict = JsonText.of(response.body(), MAX_JSON_DEPTH);
        var json = strict.or(() -> JsonText.ofPython(response.body(), MAX_JSON_DEPTH));
        Optional<JsonObject> body =
                json.map(JsonText::value)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject);
        if (response.status() >= 300
                || body.filter(object -> object.get("error") instanceof JsonObject).isPresent()) {
            throw LlmErrors.of(response, body, key);
        }
        if (body.filter(object -> object.containsKey("choices")).isEmpty()) {
            throw new ConnectorException(
                    LlmErrors.INVALID_RESPONSE,
                    502,
                    "the response of the server is not a chat completion; api_base may be wrong");
        }
        return new CommandResult.Done(
                new Body.Raw(json.orElseThrow()),
                OptionalInt.of(response.status()),
                Optional.empty(),
                Optional.empty(),
                strict.isPresent() ? List.of() : List.of("NaN or Infinity became null"));
    }
}
