package dev.connectorproxy.connector.postgres;

import static dev.connectorproxy.connector.postgres.Refusal.asPsycopg;
import static dev.connectorproxy.connector.postgres.Refusal.invalid;

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
/// value and is removed. A `?` of PostgreSQL's own operators is doubled, as the driver requires.
final class Placeholders {
    private static final Set<String> COUNTED =
            Set.of(
                    "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE",
                    "FETCH", "MOVE", "COPY");

    private final SqlLexer lexer;
    private final JsonValue given;
    private final StringBuilder out;
    private final List<JsonValue> bound = new ArrayList<>();
    private int taken;
    private boolean byName;
    private boolean byPlace;

    /// The statement for the driver.
    ///
    /// @param countsRows whether the last command reports a number of rows even when it is 0
    record Statement(String sql, List<JsonValue> values, boolean counts) {
        Statement {
            values = List.copyOf(values);
        }
    }

    private Placeholders(String sql, JsonValue given) {
        this.lexer = new SqlLexer(sql);
        this.given = given;
        this.out = new StringBuilder(sql.length() + 16);
    }

    /// @param given a list of values, or an object with values by name; with null, percent signs have no meaning, as in
    ///     psycopg
    static Statement translate(String sql, JsonValue given) {
        if (given != JsonValue.NULL
                && !(given instanceof JsonArray)
                && !(given instanceof JsonObject)) {
            throw invalid(
                    "schema.values must be a list (or an object, for %(name)s), not "
                            + Refusal.kind(given));
        }
        return new Placeholders(sql, given).translate();
    }

    private Statement translate() {
        while (lexer.next()) {
            switch (lexer.character()) {
                case '%' -> percent();
                case '?' -> out.append(lexer.region() == SqlLexer.Region.PLAIN ? "??" : "?");
                default -> out.append(lexer.character());
            }
        }
        if (byPlace && taken < given.asJsonArray().size()) {
            throw asPsycopg("TypeError", "not all arguments converted during string formatting");
        }
        var command = lexer.lastCommand().toUpperCase(Locale.ROOT);
        return new Statement(out.toString(), bound, COUNTED.contains(command));
    }

    private void percent() {
        if (given == JsonValue.NULL || lexer.takeIf('%')) {
            out.append('%');
            return;
        }
        var value = lexer.takeIf('(') ? named() : placed();
        if (byName && byPlace) {
            throw asPsycopg("ValueError", "argument formats can't be mixed");
        }
        if (!lexer.takeIf('s')) {
            throw asPsycopg(
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

    private JsonValue placed() {
        byPlace = true;
        if (!(given instanceof JsonArray values)) {
            throw asPsycopg("TypeError", "values is an object, so placeholders must be %(name)s");
        }
        if (taken == values.size()) {
            throw asPsycopg(
                    "IndexError",
                    "list index out of range: schema.sql has a % for which schema.values has no value; a literal percent sign is written %%");
        }
        return values.get(taken++);
    }

    private JsonValue named() {
        byName = true;
        if (!(given instanceof JsonObject values)) {
            throw asPsycopg("TypeError", "list indices must be integers: %(name)s needs an object");
        }
        var name = lexer.takeUntil(')');
        if (!values.containsKey(name)) {
            throw asPsycopg("KeyError", "schema.values has no '" + Schema.shown(name) + "'");
        }
        return values.get(name);
    }
}
