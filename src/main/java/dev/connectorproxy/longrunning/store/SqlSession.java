package dev.connectorproxy.longrunning.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statements of one transaction. Values are bound in the order of the placeholders; an empty [Optional] is bound as
/// null. Used by one thread, until the transaction ends.
final class SqlSession {
    private final Connection connection;

    SqlSession(Connection connection) {
        this.connection = connection;
    }

    /// Maps the current row to an object; must not move to another row.
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /// Runs one statement.
    ///
    /// @return the number of rows changed
    int update(String sql, Object... values) throws SQLException {
        try (var statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /// Runs one statement for each list of values, in one batch.
    void updateAll(String sql, List<Object[]> rows) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var values : rows) {
                bind(statement, values);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    <T> List<T> query(String sql, RowMapper<T> mapper, Object... values) throws SQLException {
        try (var statement = prepare(sql, values);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        }
    }

    /// The first row, the only one that is read.
    <T> Optional<T> queryFirst(String sql, RowMapper<T> mapper, Object... values)
            throws SQLException {
        try (var statement = prepare(sql, values)) {
            statement.setMaxRows(1);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
            }
        }
    }

    /// The text, cut to the length of its column.
    static String truncated(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            bind(statement, values);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Optional<?> optional -> statement.setObject(i + 1, optional.orElse(null));
                default -> statement.setObject(i + 1, values[i]);
            }
        }
    }
}
