package dev.connectorproxy.declarative;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request body that is put together from its parts. Used by one thread.
final class BodyTree {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, Object> members = new LinkedHashMap<>(); // values, and maps of them
    private Optional<JsonValue> whole = Optional.empty();

    /// Puts a value at a path, into what is there already.
    void put(List<String> path, JsonValue value) {
        var parent = members;
        for (var name : path.subList(0, path.size() - 1)) {
            parent = childOf(parent, name);
        }
        parent.put(path.getLast(), value);
    }

    @SuppressWarnings("unchecked") // only this class puts maps into it
    private static Map<String, Object> childOf(Map<String, Object> parent, String name) {
        var child = parent.get(name);
        if (child instanceof Map<?, ?> && !(child instanceof JsonValue)) {
            return (Map<String, Object>) child;
        }
        var map =
                child instanceof JsonObject object
                        ? new LinkedHashMap<String, Object>(object)
                        : new LinkedHashMap<String, Object>();
        parent.put(name, map);
        return map;
    }

    /// Replaces all of it.
    void replace(JsonValue value) {
        whole = Optional.of(value);
    }

    /// The body; empty if nothing was put into it.
    ///
    /// @param required whether it is an empty object then
    Optional<JsonValue> value(boolean required) {
        if (whole.isPresent()) {
            return whole;
        }
        return members.isEmpty() && !required
                ? Optional.empty()
                : Optional.of(object(members).build());
    }

    @SuppressWarnings("unchecked")
    private static JsonObjectBuilder object(Map<String, Object> members) {
        var object = JSON.createObjectBuilder();
        members.forEach((name, member) -> {
            if (member instanceof JsonValue value) {
                object.add(name, value);
            } else {
                object.add(name, object((Map<String, Object>) member));
            }
        });
        return object;
    }
}
