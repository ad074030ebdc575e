package dev.connectorproxy.connector.ai;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import dev.connectorproxy.toolkit.HttpOrigin;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds the request of a chat completion. Messages, tools and options stay as the caller wrote them.
final class ChatRequest {
    static final String URL_REQUIREMENT =
            "must be an absolute http or https URL in ASCII, without credentials, query and fragment";

    private static final String API_BASE = "api_base";
    private static final int MAX_JSON_DEPTH = 512;
    private static final int MAX_KEY_LENGTH = 8_000;
    private static final Set<String> OTHERS = Set.of("model", "messages", "tools", "stream");

    private ChatRequest() {}

    /// @param defaultBase the base URL if the call names none
    /// @throws ConnectorException `InvalidParameters`
    static HttpRequest of(Arguments arguments, String defaultBase) {
        var body = body(arguments);
        var headers = new ArrayList<Header>();
        var key = key(arguments);
        if (!key.isEmpty()) { // a local server may need none
            headers.add(new Header("Authorization", "Bearer " + key));
        }
        headers.add(new Header("Content-Type", "application/json"));
        return new HttpRequest(
                "POST",
                base(arguments, defaultBase) + "/chat/completions",
                headers,
                Optional.of(body),
                HttpRequest.Redirects.RETURN,
                Retries.NONE);
    }

    /// The base URL of the call.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String base(Arguments arguments, String defaultBase) {
        return given(arguments, API_BASE)
                .map(text -> baseUrl(text).orElseThrow(() -> invalid(API_BASE, URL_REQUIREMENT)))
                .orElse(defaultBase);
    }

    /// The URL without a slash at its end; empty if it cannot be one to which paths are appended.
    static Optional<String> baseUrl(String text) {
        return Optional.of(text.strip())
                .filter(url -> url.indexOf('?') < 0 && HttpOrigin.ofUrl(url).isPresent())
                .map(HttpOrigin::withoutTrailingSlashes);
    }

    /// The API key; empty if the call has none.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String key(Arguments arguments) {
        var key = given(arguments, "api_key").orElse("");
        if (key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw invalid(
                    "api_key",
                    "must be at most %d visible ASCII characters".formatted(MAX_KEY_LENGTH));
        }
        return key;
    }

    private static Optional<String> given(Arguments arguments, String id) {
        return arguments.string(id).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static byte[] body(Arguments arguments) {
        var model = given(arguments, "model").orElseThrow(() -> invalid("model", "is empty"));
        var messages =
                list(arguments, "messages")
                        .orElseThrow(() -> invalid("messages", "must be a list of messages"));
        refuseDigests(messages.value());
        var out = new ByteArrayOutputStream();
        write(out, "{\"model\":", JsonText.ofString(model));
        write(out, ",\"messages\":", messages);
        list(arguments, "tools").ifPresent(tools -> write(out, ",\"tools\":", tools));
        options(arguments)
                .forEach((name, value) -> write(out, "," + JsonText.ofString(name) + ":", value));
        out.write('}');
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String before, JsonText value) {
        out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(value.compact());
    }

    /// A list that is not empty.
    private static Optional<JsonText> list(Arguments arguments, String id) {
        var given = arguments.text(id);
        if (given.isEmpty()
                || given.get().type() == ValueType.STRING
                        && arguments.requiredString(id).isBlank()) {
            return Optional.empty();
        }
        if (given.get().type() != ValueType.ARRAY) {
            throw invalid(id, "must be a list, or a list as JSON text");
        }
        return given.filter(json -> !json.value().asJsonArray().isEmpty());
    }

    private static Map<String, JsonText> options(Arguments arguments) {
        var given = arguments.text("options");
        if (given.isEmpty()
                || given.get().type() == ValueType.STRING
                        && arguments.requiredString("options").isBlank()) {
            return Map.of();
        }
        if (given.get().type() != ValueType.OBJECT) {
            throw invalid("options", "must be an object, or an object as JSON text");
        }
        var options =
                JsonText.of(given.get().compact(), MAX_JSON_DEPTH)
                        .orElseThrow(() -> invalid("options", "is nested too deeply"))
                        .members();
        if (options.keySet().stream().anyMatch(OTHERS::contains)) {
            throw invalid("options", "must not have model, messages, tools or stream");
        }
        return options;
    }

    /// Refuses images and files that are only the digest of an upload.
    private static void refuseDigests(JsonValue value) {
        switch (value) {
            case JsonArray list -> list.forEach(ChatRequest::refuseDigests);
            case JsonObject object -> object.values().forEach(ChatRequest::refuseDigests);
            case JsonString text when DataUrl.isDataUrl(text.getString()) ->
                    FileDigest.refuse("messages", text.getString());
            default -> {}
        }
    }

    private static ConnectorException invalid(String id, String problem) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '%s' %s".formatted(id, problem));
    }
}
