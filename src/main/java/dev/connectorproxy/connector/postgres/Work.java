package dev.connectorproxy.connector.postgres;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;

/// One statement with the values to bind, and how its outcome is told.
///
/// @param sql with `?` for every bound value
/// @param rows the values, once for every time the statement is run
record Work(String sql, List<List<JsonValue>> rows, Outcome outcome) {

    /// What becomes the body of the answer.
    enum Outcome {
        /// `{"result": "ok"}`, unless rows were counted nevertheless.
        DONE,
        /// `{"result": "N rows affected"}`.
        COUNT,
        /// The rows themselves; there must be a result.
        ROWS
    }

    Work {
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(outcome, "outcome");
        rows = List.copyOf(rows);
    }

    /// A statement that is run once.
    static Work once(String sql, List<JsonValue> values, Outcome outcome) {
        return new Work(sql, List.of(values), outcome);
    }
}
