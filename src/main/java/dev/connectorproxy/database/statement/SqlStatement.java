package dev.connectorproxy.database.statement;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;

/// One SQL statement with the values to bind and the form of its result.
///
/// @param sql the statement, with `?` for every bound value
/// @param rows the values; the statement is run once for every row
/// @param keys the columns of inserted rows that the driver shall return as generated keys
/// @param tolerated the failure that counts as success
public record SqlStatement(
        String sql,
        List<List<JsonValue>> rows,
        ResultForm resultForm,
        List<String> keys,
        Tolerated tolerated) {

    /// The form of the result's body.
    public enum ResultForm {
        /// `{"result": "ok"}`, unless the statement reports a number of rows.
        DONE,
        /// `{"result": "N rows affected"}`.
        COUNT,
        /// The rows; the statement must return a result set.
        ROWS
    }

    /// A failure that counts as success.
    public enum Tolerated {
        NONE,
        TABLE_EXISTS,
        TABLE_MISSING
    }

    public SqlStatement {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(resultForm, "outcome");
        Objects.requireNonNull(tolerated, "tolerated");
        rows = List.copyOf(rows);
        keys = List.copyOf(keys);
    }

    /// Creates a statement that is run once.
    public static SqlStatement single(String sql, List<JsonValue> values, ResultForm outcome) {
        return new SqlStatement(sql, List.of(values), outcome, List.of(), Tolerated.NONE);
    }

    /// Creates a statement without values that changes a table.
    static SqlStatement ofTable(String sql, Tolerated tolerated) {
        return new SqlStatement(sql, List.of(List.of()), ResultForm.DONE, List.of(), tolerated);
    }
}
