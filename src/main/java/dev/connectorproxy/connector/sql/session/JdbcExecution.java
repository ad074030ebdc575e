package dev.connectorproxy.connector.sql.session;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.psycopgError;

import dev.connectorproxy.database.session.RowsJsonWriter;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.SqlStatement.ResultForm;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import jakarta.json.spi.JsonProvider;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// The execution of one statement for all its rows of values, without the commit. Used once, by one thread.
final class JdbcExecution {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int FETCH_SIZE = 200;
    private static final long NO_COUNT = -1;

    private final JdbcSession session;
    private final SqlStatement sqlStatement;
    private final Supplier<RowsJsonWriter> writers;
    private final boolean wantsRows;
    private RowsJsonWriter rows; // null before the first result set
    private long count = NO_COUNT;

    /// @param writers make what receives the rows of the result
    JdbcExecution(
            JdbcSession session, SqlStatement sqlStatement, Supplier<RowsJsonWriter> writers) {
        this.session = session;
        this.sqlStatement = sqlStatement;
        this.writers = writers;
        this.wantsRows = sqlStatement.resultForm() == ResultForm.ROWS;
    }

    CommandResult run() throws SQLException {
        try (var statement = prepare()) {
            session.running(statement);
            if (sqlStatement.rows().size() == 1 || wantsRows) {
                executeEach(statement);
            } else {
                executeBatch(statement);
            }
            return result();
        } finally {
            session.running(null);
        }
    }

    static CommandResult result(String text) {
        return new CommandResult.WithoutLogs(
                new Body.Tree(JSON.createObjectBuilder().add("result", text).build()),
                OptionalInt.empty());
    }

    private PreparedStatement prepare() throws SQLException {
        var keys = sqlStatement.keys();
        return keys.isEmpty()
                ? session.connection().prepareStatement(sqlStatement.sql())
                : session.connection()
                        .prepareStatement(sqlStatement.sql(), keys.toArray(String[]::new));
    }

    private void executeEach(PreparedStatement statement) throws SQLException {
        var binding = new JdbcBinding(statement, session.vendor());
        for (var values : sqlStatement.rows()) {
            binding.bind(values);
            statement.setFetchSize(FETCH_SIZE);
            if (sqlStatement.keys().isEmpty()) {
                readResults(statement, statement.execute());
            } else {
                statement.executeUpdate();
                read(statement.getGeneratedKeys());
            }
        }
    }

    /// Of several results, the last one determines the result, and the last one with rows if rows are asked for.
    private void readResults(PreparedStatement statement, boolean first) throws SQLException {
        boolean isResult = first;
        while (true) {
            if (isResult) {
                read(statement.getResultSet());
            } else {
                long updated = updateCount(statement);
                if (updated == NO_COUNT) {
                    return;
                }
                count = updated;
            }
            isResult = statement.getMoreResults();
        }
    }

    private void read(ResultSet results) throws SQLException {
        if (rows == null || sqlStatement.rows().size() == 1) {
            rows = writers.get();
        }
        try (results) {
            if (wantsRows) {
                rows.writeAll(results, JdbcColumn.columns(results.getMetaData()), session.budget());
            } else {
                rows.countAll(results, session.budget());
            }
        }
        count = rows.count();
    }

    private void executeBatch(PreparedStatement statement) throws SQLException {
        var binding = new JdbcBinding(statement, session.vendor());
        for (var values : sqlStatement.rows()) {
            binding.bind(values);
            statement.addBatch();
        }
        count = 0;
        for (int updated : statement.executeBatch()) {
            // a driver that does not know inserted one row for each row of values
            count += updated == Statement.SUCCESS_NO_INFO ? 1 : Math.max(0, updated);
        }
    }

    private CommandResult result() {
        if (wantsRows) {
            if (rows == null) {
                throw psycopgError("ProgrammingError", "no results to fetch");
            }
            return new CommandResult.WithoutLogs(rows.body(), OptionalInt.empty());
        }
        return count > 0 || sqlStatement.resultForm() == ResultForm.COUNT || rows != null
                ? result(Math.max(0, count) + " rows affected")
                : result("ok");
    }

    private static long updateCount(PreparedStatement statement) throws SQLException {
        try {
            return statement.getLargeUpdateCount();
        } catch (UnsupportedOperationException | java.sql.SQLFeatureNotSupportedException _) {
            return statement.getUpdateCount();
        }
    }
}
