package dev.connectorproxy.declarative.request;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/// JSON values as texts: a string is its content, everything else is its JSON. Numbers keep the digits that they have in the JSON
/// value; what is nested deeper than a style can express is written as JSON.
final class ScalarText {
    private ScalarText() {}

    static String of(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
