package dev.connectorproxy.database.statement;

import dev.connectorproxy.database.statement.SqlStatement.ResultForm;
import java.util.stream.Collectors;

/// The RETURNING clause made of `schema.returning`, a list of columns or `*`.
///
/// @param sql ` RETURNING …`; empty without it
public record ReturningClause(String sql, ResultForm resultForm) {
    public static ReturningClause of(SchemaArgument schema) {
        if (schema.value("returning").isEmpty()) {
            return new ReturningClause("", ResultForm.COUNT);
        }
        var columns =
                schema.texts("returning").stream()
                        .map(name ->
                                name.strip().equals("*")
                                        ? "*"
                                        : Identifier.column(name, "column of returning"))
                        .collect(Collectors.joining(", "));
        return new ReturningClause(" RETURNING " + columns, ResultForm.ROWS);
    }
}
