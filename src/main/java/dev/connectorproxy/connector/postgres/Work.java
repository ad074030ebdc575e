package dev.connectorproxy.connector.postgres;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;

/// One SQL statement with the values to bind and the form of its result.
///
/// @param sql the statement, with `?` for every bound value
/// @param rows the values; the statement is run once for every row
record Work(String sql, List<List<JsonValue>> rows, Outcome outcome) {

    /// The form of the result's body.
    enum Outcome {
        /// `{"result": "ok"}`, unless the statement reports a number of rows.
        DONE,
        /// `{"result": "N rows affected"}`.
        COUNT,
        /// The rows; the statement must return a result set.
        ROWS
    }

    Work {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(outcome, "outcome");
        rows = List.copyOf(rows);
    }

    /// Creates a statement that is run once.
    static Work once(String sql, List<JsonValue> values, Outcome outcome) {
        return new Work(sql, List.of(values), outcome);
    }
}
