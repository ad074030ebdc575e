package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.database.statement.SqlStatement.ResultForm;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What makes a change return its rows, made of `schema.returning`, a list of columns or `*`.
///
/// @param output ` OUTPUT …`, before the values or conditions; empty without it
/// @param suffix ` RETURNING …`, at the end; empty without it
/// @param keys the columns to ask the driver for; empty without them
record ReturningClause(String output, String suffix, List<String> keys, ResultForm resultForm) {
    private static final ReturningClause ABSENT =
            new ReturningClause("", "", List.of(), ResultForm.COUNT);

    ReturningClause {
        keys = List.copyOf(keys);
    }

    /// @param change `INSERT`, `UPDATE` or `DELETE`
    static ReturningClause of(SchemaArgument schema, String change, Dialect dialect) {
        if (schema.value("returning").isEmpty()) {
            return ABSENT;
        }
        return switch (dialect.returning()) {
            case RETURNING ->
                    new ReturningClause(
                            "",
                            " RETURNING " + columns(schema, dialect, Function.identity()),
                            List.of(),
                            ResultForm.ROWS);
            case OUTPUT -> {
                var table = change.equals("DELETE") ? "deleted." : "inserted.";
                yield new ReturningClause(
                        " OUTPUT " + columns(schema, dialect, table::concat),
                        "",
                        List.of(),
                        ResultForm.ROWS);
            }
            case GENERATED_KEYS -> {
                if (!change.equals("INSERT")) {
                    throw notOffered(dialect, " here for changed and deleted rows");
                }
                yield new ReturningClause("", "", keys(schema, dialect), ResultForm.ROWS);
            }
            case NONE -> throw notOffered(dialect, "");
        };
    }

    private static RuntimeException notOffered(Dialect dialect, String what) {
        return invalid("schema.returning is not offered by " + dialect.name() + what);
    }

    private static String columns(
            SchemaArgument schema, Dialect dialect, Function<String, String> prefix) {
        return schema.texts("returning").stream()
                .map(name ->
                        name.strip().equals("*")
                                ? "*"
                                : Identifier.column(name, "column of returning", dialect))
                .map(prefix)
                .collect(Collectors.joining(", "));
    }

    /// Names that the driver needs not quote, in the case of the server.
    private static List<String> keys(SchemaArgument schema, Dialect dialect) {
        return schema.texts("returning").stream()
                .map(String::strip)
                .peek(name -> {
                    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                        throw invalid(
                                "schema.returning takes names of letters, digits and _ for "
                                        + dialect.name());
                    }
                })
                .map(dialect.names()::fold)
                .toList();
    }
}
