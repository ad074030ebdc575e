package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.describeType;
import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The ORDER BY and LIMIT clauses made of `schema.order_by`, a list of `column` or `[column, direction]`, and of
/// `schema.limit`.
///
/// @param sql ` ORDER BY … LIMIT ?`; empty without them
/// @param values the values to bind
public record OrderClause(String sql, List<JsonValue> values) {
    private static final Pattern DIRECTION =
            Pattern.compile("(?:ASC|DESC)?(?: ?\\bNULLS (?:FIRST|LAST))?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    public OrderClause {
        values = List.copyOf(values);
    }

    public static OrderClause of(SchemaArgument schema) {
        var columns = schema.listOrEmpty("order_by");
        var order =
                columns.isEmpty()
                        ? ""
                        : columns.stream()
                                .map(OrderClause::column)
                                .collect(Collectors.joining(", ", " ORDER BY ", ""));
        return schema.value("limit")
                .map(limit -> new OrderClause(order + " LIMIT ?", List.of(limit(limit))))
                .orElseGet(() -> new OrderClause(order, List.of()));
    }

    /// Refuses both for a command that would ignore them, and so affect more rows than are meant.
    public static void refuse(SchemaArgument schema) {
        if (schema.value("order_by").isPresent() || schema.value("limit").isPresent()) {
            throw invalid("schema.order_by and schema.limit are for SelectValuesV2 only");
        }
    }

    private static String column(JsonValue item) {
        return switch (item) {
            case JsonString name -> column(name.getString(), "");
            case JsonArray pair
                    when pair.size() == 2
                            && pair.get(0) instanceof JsonString name
                            && pair.get(1) instanceof JsonString direction ->
                    column(name.getString(), direction(direction.getString()));
            default ->
                    throw invalid(
                            "every element of schema.order_by must be a column or [column, direction]");
        };
    }

    private static String column(String name, String direction) {
        return (Identifier.column(name, "column of order_by") + " " + direction).strip();
    }

    private static String direction(String text) {
        var direction = text.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        if (!DIRECTION.matcher(direction).matches()) {
            throw invalid(
                    "unsupported direction '%s' in schema.order_by; there are ASC and DESC, with NULLS FIRST or NULLS LAST"
                            .formatted(SchemaArgument.abbreviate(text)));
        }
        return direction;
    }

    /// A number, or its digits as a text.
    private static JsonValue limit(JsonValue value) {
        var text =
                switch (value) {
                    case JsonNumber number when number.isIntegral() -> number.toString();
                    case JsonString string -> string.getString().strip();
                    default -> "";
                };
        if (!DIGITS.matcher(text).matches()) {
            throw invalid("schema.limit must be a whole number from 0, not " + describeType(value));
        }
        return JsonProvider.provider().createValue(Long.parseLong(text));
    }
}
