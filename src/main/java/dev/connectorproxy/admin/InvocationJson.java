package dev.connectorproxy.admin;

import dev.connectorproxy.longrunning.store.StoredInvocation;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;

/// The JSON of an invocation for operators.
final class InvocationJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private InvocationJson() {}

    static JsonObjectBuilder of(StoredInvocation invocation) {
        var origin = invocation.source();
        var json =
                JSON.createObjectBuilder()
                        .add("id", invocation.id())
                        .add("state", invocation.state().name().toLowerCase(Locale.ROOT))
                        .add("command", origin.command())
                        .add("request_id", origin.requestId())
                        .add("callback_origin", origin.callbackOrigin())
                        .add("repeatable", invocation.repeatable())
                        .add("starts", invocation.starts())
                        .add("attempt", invocation.attempt());
        add(json, "api_key", origin.caller());
        add(json, "process_model_identifier", origin.processModel());
        add(json, "process_instance_id", origin.processInstance());
        add(json, "task_id", origin.task());
        add(
                json,
                "error_code",
                Optional.of(invocation.errorCode()).filter(code -> !code.isEmpty()));
        var times = invocation.times();
        json.add("accepted_at", times.accepted().toString());
        add(json, "started_at", times.started());
        add(json, "finished_at", times.finished());
        add(json, "closed_at", times.closed());
        add(json, "next_callback_at", times.next());
        return json.add(
                "callback",
                JSON.createObjectBuilder()
                        .add("sends", invocation.callback().sends())
                        .add("failures", invocation.callback().failures())
                        .add("last_answer", invocation.callback().lastResponse()));
    }

    static JsonObject of(
            StoredInvocation invocation, Optional<StoredInvocation.Contents> contents) {
        var json = of(invocation);
        contents.ifPresent(known -> {
            json.add("arguments", parsed(known.arguments()));
            known.result().ifPresent(result -> json.add("result", parsed(result)));
        });
        return json.build();
    }

    private static JsonObject parsed(byte[] text) {
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(text))) {
            return reader.readObject();
        }
    }

    private static void add(JsonObjectBuilder json, String name, Optional<?> value) {
        value.ifPresent(known -> json.add(name, known.toString()));
    }
}
