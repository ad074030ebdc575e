package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.describeType;
import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The ORDER BY clause made of `schema.order_by`, a list of `column` or `[column, direction]`, and the number of rows of
/// `schema.limit`.
final class OrderClause {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern DIRECTION =
            Pattern.compile("(ASC|DESC)?(?: ?\\bNULLS (FIRST|LAST))?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private OrderClause() {}

    /// ` ORDER BY …`; empty without `order_by`.
    static String sql(SchemaArgument schema, Dialect dialect) {
        var columns = schema.listOrEmpty("order_by");
        return columns.isEmpty()
                ? ""
                : columns.stream()
                        .map(item -> column(item, dialect))
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    /// `schema.limit`: a number, or its digits as a text.
    static Optional<JsonValue> limit(SchemaArgument schema) {
        return schema.value("limit").map(OrderClause::limit);
    }

    /// Refuses both for a command that would ignore them, and so affect more rows than are meant.
    ///
    /// @param selectCommand the command that has them
    static void refuse(SchemaArgument schema, String selectCommand) {
        if (schema.value("order_by").isPresent() || schema.value("limit").isPresent()) {
            throw invalid("schema.order_by and schema.limit are for " + selectCommand + " only");
        }
    }

    private static String column(JsonValue item, Dialect dialect) {
        return switch (item) {
            case JsonString name -> column(name.getString(), "", dialect);
            case JsonArray pair
                    when pair.size() == 2
                            && pair.get(0) instanceof JsonString name
                            && pair.get(1) instanceof JsonString direction ->
                    column(name.getString(), direction.getString(), dialect);
            default ->
                    throw invalid(
                            "every element of schema.order_by must be a column or [column, direction]");
        };
    }

    private static String column(String text, String direction, Dialect dialect) {
        var name = Identifier.column(text, "column of order_by", dialect);
        var normalized = direction.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        var match = DIRECTION.matcher(normalized);
        if (!match.matches()) {
            throw invalid(
                    "unsupported direction '%s' in schema.order_by; there are ASC and DESC, with NULLS FIRST or NULLS LAST"
                            .formatted(SchemaArgument.abbreviate(direction)));
        }
        if (match.group(2) == null || dialect.conditions().hasNullsOrder()) {
            return (name + " " + normalized).strip();
        }
        var nulls = match.group(2).equals("FIRST") ? "0 ELSE 1" : "1 ELSE 0";
        var order = match.group(1) == null ? "" : " " + match.group(1);
        return "CASE WHEN " + name + " IS NULL THEN " + nulls + " END, " + name + order;
    }

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
        return JSON.createValue(Long.parseLong(text));
    }
}
