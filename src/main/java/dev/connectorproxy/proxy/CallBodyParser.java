package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonString;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parses the body of a call: a JSON object, or the fields of a form. The last of several equal keys wins; unknown
/// `spiff__` keys and `spiff__task_data` are ignored.
record CallBodyParser(int jsonDepth) {
    private static final JsonProvider JSON = JsonProvider.provider(); // looked up once
    private static final int MAX_FIELD_LENGTH = 1024;
    private static final int MAX_URL_LENGTH = 4096;
    private static final int MAX_FORM_FIELDS = 1000;
    private static final String RESERVED_PREFIX = "spiff__";

    /// A body that is a JSON object.
    ///
    /// @throws ConnectorException `InvalidRequest`
    JsonText toJsonText(byte[] body) {
        if (body.length == 0) {
            throw invalid("the body is empty; it must be a JSON object");
        }
        var text = JsonText.of(body, jsonDepth).orElseThrow(() -> notJson(body));
        if (text.type() != ValueType.OBJECT) {
            throw invalid("the body must be a JSON object");
        }
        return text;
    }

    static CallBody ofJson(JsonText text) {
        return of(text.members());
    }

    /// Every value of a form is a string; a repeated field is a list of them.
    CallBody ofForm(byte[] body) {
        var fields = new HashMap<String, List<String>>();
        var parts = new String(body, StandardCharsets.UTF_8).split("&", MAX_FORM_FIELDS + 1);
        if (parts.length > MAX_FORM_FIELDS) {
            throw invalid("the form has more than %d fields".formatted(MAX_FORM_FIELDS));
        }
        for (var field : parts) {
            int equals = field.indexOf('=');
            var name = RequestPayload.decode(equals < 0 ? field : field.substring(0, equals));
            if (!name.isEmpty()) {
                fields.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : RequestPayload.decode(field.substring(equals + 1)));
            }
        }
        var texts = new HashMap<String, JsonText>();
        fields.forEach((name, values) -> texts.put(name, toJsonText(values)));
        return of(texts);
    }

    private static CallBody of(Map<String, JsonText> members) {
        var parameters = new HashMap<>(members);
        parameters.keySet().removeIf(name -> name.startsWith(RESERVED_PREFIX));
        return new CallBody(
                parameters,
                spiffField(members, "process_model_identifier"),
                spiffField(members, "process_instance_id"),
                spiffField(members, "task_id"),
                spiffField(members, "callback_url", MAX_URL_LENGTH));
    }

    private static Optional<String> spiffField(Map<String, JsonText> members, String name) {
        return spiffField(members, name, MAX_FIELD_LENGTH);
    }

    private static Optional<String> spiffField(
            Map<String, JsonText> members, String name, int maxLength) {
        return Optional.ofNullable(members.get(RESERVED_PREFIX + name))
                .filter(value -> value.length() <= maxLength)
                .flatMap(value ->
                        switch (value.type()) {
                            case STRING -> Optional.of(((JsonString) value.value()).getString());
                            case NUMBER -> Optional.of(value.toString());
                            case TRUE, FALSE, NULL, ARRAY, OBJECT -> Optional.empty();
                        });
    }

    private static JsonText toJsonText(List<String> values) {
        if (values.size() == 1) {
            return JsonText.ofString(values.getFirst());
        }
        byte[] list =
                JSON.createArrayBuilder(values).build().toString().getBytes(StandardCharsets.UTF_8);
        return JsonText.of(list, 1).orElseThrow();
    }

    private ConnectorException notJson(byte[] body) {
        return NonFiniteNumber.find(body)
                .map(found ->
                        invalid(
                                "the body has %s, which is not JSON (RFC 8259); send null or a text"
                                        .formatted(found)))
                .orElseGet(() ->
                        invalid(
                                "the body is not JSON in UTF-8, or is nested deeper than %d"
                                        .formatted(jsonDepth)));
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, message);
    }
}
