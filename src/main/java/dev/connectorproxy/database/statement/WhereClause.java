package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.describeType;
import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// The WHERE clause made of `schema.where`, `[[column, operator, value], …]`; the conditions are joined with AND.
///
/// @param sql ` WHERE …`; empty for no conditions
/// @param values the values to bind, in this order
record WhereClause(String sql, List<JsonValue> values) {
    private static final String OPERATORS =
            "=, !=, <>, <, >, <=, >=, IS, IS NOT, IN, NOT IN, LIKE, NOT LIKE, ILIKE and NOT ILIKE";

    WhereClause {
        values = List.copyOf(values);
    }

    static WhereClause of(SchemaArgument schema, Dialect dialect) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<JsonValue>();
        if (schema.isNull("where")) { // every row would be affected
            throw invalid(
                    "schema.where is null, perhaps for want of a value; without 'where' it is every row");
        }
        for (var element : schema.listOrEmpty("where")) {
            if (!(element instanceof JsonArray condition) || condition.size() != 3) {
                throw invalid("every element of schema.where must be [column, operator, value]");
            }
            conditions.add(condition(condition, values, dialect));
        }
        return new WhereClause(
                conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions), values);
    }

    private static String condition(JsonArray condition, List<JsonValue> values, Dialect dialect) {
        if (!(condition.get(0) instanceof JsonString column)
                || !(condition.get(1) instanceof JsonString operator)) {
            throw invalid("column and operator of schema.where must be texts");
        }
        var name = Identifier.column(column.getString(), "column of where", dialect);
        var normalized =
                operator.getString().strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        var value = condition.get(2);
        return switch (normalized) {
            case "=", "!=", "<>", "<", ">", "<=", ">=" -> {
                values.add(value);
                yield name + " " + normalized + " ?";
            }
            case "LIKE", "NOT LIKE", "ILIKE", "NOT ILIKE" -> {
                values.add(requirePattern(normalized, value));
                yield like(name, normalized, dialect);
            }
            case "IN", "NOT IN" -> {
                var elements = requireElements(normalized, value);
                values.addAll(elements);
                yield elements.isEmpty()
                        ? (dialect.conditions().hasTruthLiterals() ? "FALSE" : "1 = 0")
                        : name + " " + normalized + placeholders(elements.size());
            }
            case "IS", "IS NOT" -> is(name, normalized, value, dialect);
            default ->
                    throw invalid(
                            "unsupported operator '%s' in schema.where; there are %s"
                                    .formatted(
                                            SchemaArgument.abbreviate(operator.getString()),
                                            OPERATORS));
        };
    }

    private static JsonString requirePattern(String operator, JsonValue value) {
        if (value instanceof JsonString pattern) {
            return pattern;
        }
        throw invalid(operator + " in schema.where takes a text, not " + describeType(value));
    }

    private static JsonArray requireElements(String operator, JsonValue value) {
        if (!(value instanceof JsonArray elements)) {
            throw invalid(operator + " in schema.where takes a list, not " + describeType(value));
        }
        if (elements.contains(JsonValue.NULL)) {
            throw invalid(operator + " in schema.where never matches null; there is IS");
        }
        if (elements.isEmpty() && operator.equals("NOT IN")) { // every row would be affected
            throw invalid("the list of NOT IN in schema.where is empty, which is every row");
        }
        return elements;
    }

    private static String placeholders(int count) {
        return " (" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /// Where the database has no `ILIKE`, both sides become lower case.
    private static String like(String name, String operator, Dialect dialect) {
        return operator.contains("ILIKE") && !dialect.conditions().hasIlike()
                ? "LOWER(" + name + ") " + operator.replace("ILIKE", "LIKE") + " LOWER(?)"
                : name + " " + operator + " ?";
    }

    private static String is(String name, String operator, JsonValue value, Dialect dialect) {
        var literal =
                switch (value.getValueType()) {
                    case NULL -> "NULL";
                    case TRUE -> "TRUE";
                    case FALSE -> "FALSE";
                    case ARRAY, OBJECT, STRING, NUMBER ->
                            throw invalid(
                                    "IS in schema.where takes null, true or false, not "
                                            + describeType(value));
                };
        if (literal.equals("NULL") || dialect.conditions().hasTruthLiterals()) {
            return name + " " + operator + " " + literal;
        }
        var number = literal.equals("TRUE") ? "1" : "0";
        return operator.equals("IS")
                ? name + " = " + number
                : "(" + name + " <> " + number + " OR " + name + " IS NULL)";
    }
}
