package dev.connectorproxy.declarative.file;

import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/// A parameter of a command, and where its value goes.
///
/// @param schema which the value is validated against
/// @param defaultValue sent if there is no value; a default that only the target knows is not here
public record BoundParameter(
        Parameter parameter,
        ParameterPlace place,
        JsonObject schema,
        Optional<JsonValue> defaultValue) {}
