package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;

/// A command of another proxy, which validates its arguments and may defer its calls itself. It is never run a second
/// time, because nothing is known of its effects.
public non-sealed interface RemoteCommand extends Invocable {

    /// Its entry in the catalogue, as the other proxy wrote it except for the id.
    JsonObject listing();

    @Override
    default Deferral deferral() {
        return Deferral.NEVER;
    }

    @Override
    default Arguments check(Map<String, JsonText> sent) {
        return new Arguments(sent);
    }

    @Override
    default boolean repeatable(Arguments arguments) {
        return false;
    }

    @Override
    default String target(Arguments arguments) {
        return id().connector();
    }

    @Override
    default JsonValue failureBody(String message) {
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
