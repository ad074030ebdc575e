package dev.connectorproxy.connector.postgres.sql;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A JSON list as the text of a PostgreSQL array.
///
/// @param type the driver's name of the array type; empty when the elements do not determine it
record ArrayLiteral(String text, String type) {

    private enum Element {
        NUMBER,
        BOOLEAN,
        TEXT
    }

    static ArrayLiteral of(JsonArray array) {
        var elements = EnumSet.noneOf(Element.class);
        var text = new StringBuilder();
        var numbers = write(array, text, elements, NumberType.INT4);
        return new ArrayLiteral(text.toString(), type(elements, numbers));
    }

    private static String type(Set<Element> elements, NumberType numbers) {
        if (elements.isEmpty()) {
            return "";
        }
        if (elements.size() > 1 || elements.contains(Element.TEXT)) {
            return "_text";
        }
        return elements.contains(Element.BOOLEAN)
                ? "_bool"
                : "_" + numbers.name().toLowerCase(Locale.ROOT);
    }

    /// @return the widest type of the numbers written so far
    private static NumberType write(
            JsonArray array, StringBuilder text, Set<Element> elements, NumberType widest) {
        var numbers = widest;
        text.append('{');
        for (int i = 0; i < array.size(); i++) {
            text.append(i == 0 ? "" : ",");
            switch (array.get(i)) {
                case JsonArray inner -> numbers = write(dimension(inner), text, elements, numbers);
                case JsonNumber element -> {
                    var number = ValueBinding.toNumber(element);
                    numbers = numbers.widest(NumberType.of(number));
                    elements.add(Element.NUMBER);
                    text.append(number);
                }
                case JsonString string -> {
                    elements.add(Element.TEXT);
                    quote(string.getString(), text);
                }
                case JsonValue value when value == JsonValue.NULL -> text.append("NULL");
                case JsonValue value -> {
                    elements.add(Element.BOOLEAN);
                    text.append(value);
                }
            }
        }
        text.append('}');
        return numbers;
    }

    /// Appends an element in double quotes.
    static void quote(String value, StringBuilder text) {
        text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    /// A list within a list. The server would read an empty one as no element at all.
    static JsonArray dimension(JsonArray inner) {
        if (inner.isEmpty()) {
            throw invalid("an array has no empty lists as elements");
        }
        return inner;
    }
}
