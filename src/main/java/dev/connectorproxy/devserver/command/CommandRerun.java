package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/// Makes the last call of each command of a connector again after its file has changed, if that has no effect of its own,
/// and compares the responses. Thread-safe.
record CommandRerun(CommandCalls calls) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// What came of each call.
    List<JsonObject> run(LoadedConnector connector) {
        return calls.last(connector.id()).stream().map(call -> rerun(connector, call)).toList();
    }

    private JsonObject rerun(LoadedConnector connector, LastCall before) {
        var json = JSON.createObjectBuilder().add("command", before.command());
        var command = connector.commands().get(before.command());
        if (command == null) {
            return skipped(json, "the file has no such command any more");
        }
        if (!calls.isRepeatable(connector.name(), command, before)) {
            return skipped(json, "running it again would have an effect of its own");
        }
        try {
            var after = calls.run(connector, before.command(), before.sent());
            return json.add("call", after.number())
                    .add("exchanges", JSON.createArrayBuilder(after.exchanges()))
                    .add("difference", difference(before.envelope(), after.envelope()))
                    .build();
        } catch (DevServerException e) {
            return json.add("error", DevErrorHandler.body(e)).build();
        }
    }

    private static JsonObject skipped(JsonObjectBuilder json, String reason) {
        return json.add("skipped", reason).build();
    }

    /// A patch (RFC 6902) that makes the one of the other.
    private static JsonArray difference(byte[] before, byte[] after) {
        var old = JsonBodyReader.parse(before);
        var present = JsonBodyReader.parse(after);
        if (old instanceof JsonObject one && present instanceof JsonObject other) {
            return JSON.createDiff(one, other).toJsonArray();
        }
        return old.equals(present)
                ? JsonValue.EMPTY_JSON_ARRAY
                : JSON.createPatchBuilder().replace("", present).build().toJsonArray();
    }
}
