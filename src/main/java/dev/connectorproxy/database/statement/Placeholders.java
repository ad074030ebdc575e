package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;
import static dev.connectorproxy.database.statement.SqlArgumentErrors.psycopgError;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Translates psycopg's placeholders to JDBC's. `%s` takes the next value, `%(name)s` the one of that name, and `%%` is
/// a percent sign, anywhere and with or without values, as in psycopg; failures have the names of Python's exceptions.
/// Values are bound, not inserted into the text, so a placeholder inside quotes is refused; one in a comment takes its
/// value and is removed. A `?` of PostgreSQL's own operators is doubled, as the driver requires; for other databases it is refused.
final class Placeholders {
    private static final Set<String> COUNTING_COMMANDS =
            Set.of(
                    "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "WITH", "VALUES",
                    "TABLE", "FETCH", "MOVE", "COPY");

    private final SqlLexer lexer;
    private final JsonValue given;
    private final boolean questionOperators;
    private final StringBuilder out;
    private final List<JsonValue> bound = new ArrayList<>();
    private int nextIndex;
    private boolean usesNames;
    private boolean usesPositions;

    /// The statement for the driver.
    ///
    /// @param countsRows whether the last command reports a number of rows even when it is 0
    record TranslatedStatement(String sql, List<JsonValue> values, boolean countsRows) {
        TranslatedStatement {
            values = List.copyOf(values);
        }
    }

    private Placeholders(String sql, JsonValue given, Dialect dialect) {
        this.lexer = new SqlLexer(sql, dialect.lexicalRules());
        this.questionOperators = dialect.has(LexicalRule.QUESTION_OPERATORS);
        this.given = given;
        this.out = new StringBuilder(sql.length() + 16);
    }

    /// @param given a list of values, or an object with values by name; with null, percent signs have no meaning, as in
    ///     psycopg
    static TranslatedStatement translate(String sql, JsonValue given, Dialect dialect) {
        if (given != JsonValue.NULL
                && !(given instanceof JsonArray)
                && !(given instanceof JsonObject)) {
            throw invalid(
                    "schema.values must be a list (or an object, for %(name)s), not "
                            + SqlArgumentErrors.describeType(given));
        }
        return new Placeholders(sql, given, dialect).translate();
    }

    private TranslatedStatement translate() {
        while (lexer.next()) {
            switch (lexer.character()) {
                case '%' -> translatePercent();
                case '?' -> out.append(question());
                default -> out.append(lexer.character());
            }
        }
        if (usesPositions && nextIndex < given.asJsonArray().size()) {
            throw psycopgError("TypeError", "not all arguments converted during string formatting");
        }
        var command = lexer.lastCommand().toUpperCase(Locale.ROOT);
        return new TranslatedStatement(out.toString(), bound, COUNTING_COMMANDS.contains(command));
    }

    private String question() {
        if (lexer.region() != SqlLexer.Region.PLAIN) {
            return "?";
        }
        if (!questionOperators) {
            throw invalid(
                    "schema.sql has a ? at index " + lexer.index() + "; a value is written %s");
        }
        return "??";
    }

    private void translatePercent() {
        if (given == JsonValue.NULL || lexer.takeIf('%')) {
            out.append('%');
            return;
        }
        var value = lexer.takeIf('(') ? namedValue() : nextValue();
        if (usesNames && usesPositions) {
            throw psycopgError("ValueError", "argument formats can't be mixed");
        }
        if (!lexer.takeIf('s')) {
            throw psycopgError(
                    "ValueError",
                    "unsupported format character after % at index "
                            + lexer.index()
                            + "; a literal percent sign is written %%");
        }
        switch (lexer.region()) {
            case PLAIN -> {
                out.append('?');
                bound.add(value);
            }
            case QUOTED ->
                    throw invalid(
                            "schema.sql has a %s inside quotes at index "
                                    + lexer.index()
                                    + "; values are bound, not pasted: write for instance %s * interval '1 day', or '%%' || %s");
            case COMMENT -> {}
        }
    }

    private JsonValue nextValue() {
        usesPositions = true;
        if (!(given instanceof JsonArray values)) {
            throw psycopgError(
                    "TypeError", "values is an object, so placeholders must be %(name)s");
        }
        if (nextIndex == values.size()) {
            throw psycopgError(
                    "IndexError",
                    "list index out of range: schema.sql has a % for which schema.values has no value; a literal percent sign is written %%");
        }
        return values.get(nextIndex++);
    }

    private JsonValue namedValue() {
        usesNames = true;
        if (!(given instanceof JsonObject values)) {
            throw psycopgError(
                    "TypeError", "list indices must be integers: %(name)s needs an object");
        }
        var name = lexer.takeUntil(')');
        if (!values.containsKey(name)) {
            throw psycopgError(
                    "KeyError", "schema.values has no '" + SchemaArgument.abbreviate(name) + "'");
        }
        return values.get(name);
    }
}
