package dev.connectorproxy.connector.ai;

import dev.connectorproxy.connector.VendorServer;
import dev.connectorproxy.connector.VendorServer.Request;
import dev.connectorproxy.connector.VendorServer.Response;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A server with OpenAI's API for chat completions, as strict as OpenAI's.
final class LlmServer implements AutoCloseable {
    static final String KEY = "sk-s3cr3t";
    static final String COMPLETION =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1.0e0,\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Tea.\"},\"finish_reason\":\"stop\"}]}";

    private static final Set<String> ROLES =
            Set.of("developer", "system", "user", "assistant", "tool", "function");

    private final VendorServer server = new VendorServer(this::respond);
    private volatile Optional<Response> scripted = Optional.empty();
    private volatile String requiredKey = "Bearer " + KEY;

    LlmServer() throws IOException {}

    /// A server on this machine, which needs no key.
    static LlmServer local() throws IOException {
        var server = new LlmServer();
        server.requiredKey = "";
        return server;
    }

    String url() {
        return server.url() + "/v1";
    }

    List<Request> requests() {
        return server.requests();
    }

    void respondWith(Response response) {
        scripted = Optional.of(response);
    }

    private Response respond(Request request) {
        if (!request.target().equals("/v1/chat/completions") || !request.method().equals("POST")) {
            return error(404, "Invalid URL", "");
        }
        if (!request.header("authorization").equals(requiredKey)) {
            return error(
                    401,
                    "Incorrect API key provided: "
                            + request.header("authorization").replace("Bearer ", ""),
                    "invalid_api_key");
        }
        return scripted.orElseGet(() -> complete(request));
    }

    private static Response complete(Request request) {
        if (!request.header("content-type").equals("application/json")) {
            return error(400, "you must provide a model parameter", "");
        }
        try (var reader = Json.createReader(new StringReader(request.text()))) {
            var json = reader.readObject();
            if (!json.getString("model").equals("tea-1")) {
                return error(404, "The model does not exist", "model_not_found");
            }
            boolean valid =
                    json.getJsonArray("messages").stream()
                                    .map(message -> message.asJsonObject())
                                    .allMatch(LlmServer::isMessage)
                            && !json.getJsonArray("messages").isEmpty()
                            && (!json.containsKey("tools")
                                    || json.getJsonArray("tools").stream()
                                            .allMatch(tool ->
                                                    tool.asJsonObject()
                                                            .getString("type")
                                                            .equals("function")));
            return valid
                    ? Response.json(200, COMPLETION)
                    : error(400, "Invalid value: 'messages'", "invalid_value");
        }
    }

    private static boolean isMessage(JsonObject message) {
        return message.get("role") instanceof JsonString role
                && ROLES.contains(role.getString())
                && message.containsKey("content");
    }

    static Response error(int status, String message, String code) {
        return Response.json(
                status,
                Json.createObjectBuilder()
                        .add(
                                "error",
                                Json.createObjectBuilder()
                                        .add("message", message)
                                        .add("type", "invalid_request_error")
                                        .add("code", code))
                        .build()
                        .toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
