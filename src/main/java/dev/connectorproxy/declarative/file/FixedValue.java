package dev.connectorproxy.declarative.file;

import jakarta.json.JsonValue;

/// A value that every request of a command has.
public record FixedValue(ParameterPlace place, JsonValue value) {}
