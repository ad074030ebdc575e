package dev.connectorproxy.database.statement;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;

/// One SQL statement with the values to bind and the form of its result.
///
/// @param sql the statement, with `?` for every bound value
/// @param rows the values; the statement is run once for every row
public record SqlStatement(String sql, List<List<JsonValue>> rows, ResultForm resultForm) {

    /// The form of the result's body.
    public enum ResultForm {
        /// `{"result": "ok"}`, unless the statement reports a number of rows.
        DONE,
        /// `{"result": "N rows affected"}`.
        COUNT,
        /// The rows; the statement must return a result set.
        ROWS
    }

    public SqlStatement {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(resultForm, "outcome");
        rows = List.copyOf(rows);
    }

    /// Creates a statement that is run once.
    public static SqlStatement single(String sql, List<JsonValue> values, ResultForm outcome) {
        return new SqlStatement(sql, List.of(values), outcome);
    }
}
