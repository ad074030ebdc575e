package dev.connectorproxy.admin;

import dev.connectorproxy.longrunning.Invocation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An invocation as operators read it.
final class InvocationJson {
    private InvocationJson() {}

    static JsonObjectBuilder of(Invocation it) {
        var from = it.from();
        var json =
                Json.createObjectBuilder()
                        .add("id", it.id())
                        .add("state", it.state().name().toLowerCase(Locale.ROOT))
                        .add("command", from.command())
                        .add("request_id", from.requestId())
                        .add("callback_origin", from.callbackOrigin())
                        .add("repeatable", it.repeatable())
                        .add("starts", it.starts());
        text(json, "api_key", from.caller());
        text(json, "process_model_identifier", from.processModel());
        text(json, "process_instance_id", from.processInstance());
        text(json, "task_id", from.task());
        text(json, "error_code", Optional.of(it.errorCode()).filter(code -> !code.isEmpty()));
        var times = it.times();
        json.add("accepted_at", times.accepted().toString());
        time(json, "started_at", times.started());
        time(json, "finished_at", times.finished());
        time(json, "closed_at", times.closed());
        time(json, "next_callback_at", times.next());
        return json.add(
                "callback",
                Json.createObjectBuilder()
                        .add("sends", it.callback().sends())
                        .add("failures", it.callback().failures())
                        .add("last_answer", it.callback().lastAnswer()));
    }

    static JsonObject of(Invocation it, Optional<Invocation.Contents> contents) {
        var json = of(it);
        contents.ifPresent(known -> {
            json.add("arguments", parsed(known.arguments()));
            known.result().ifPresent(result -> json.add("result", parsed(result)));
        });
        return json.build();
    }

    private static JsonObject parsed(byte[] text) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(text))) {
            return reader.readObject();
        }
    }

    private static void text(JsonObjectBuilder json, String name, Optional<String> value) {
        value.ifPresent(it -> json.add(name, it));
    }

    private static void time(JsonObjectBuilder json, String name, Optional<Instant> value) {
        value.ifPresent(it -> json.add(name, it.toString()));
    }
}
