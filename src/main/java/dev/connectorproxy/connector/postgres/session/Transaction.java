package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.connector.postgres.sql.StatementParameters;
import dev.connectorproxy.connector.postgres.sql.ValueJson;
import dev.connectorproxy.database.session.ByteBudget;
import dev.connectorproxy.database.session.Deadlines;
import dev.connectorproxy.database.session.RowsJsonWriter;
import dev.connectorproxy.database.statement.SqlArgumentErrors;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.SqlStatement.ResultForm;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import jakarta.json.spi.JsonProvider;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import org.postgresql.jdbc.PgConnection;

/// One statement from `BEGIN` to `COMMIT`. After a failure, the reset of the connection rolls back.
final class Transaction {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int FETCH_SIZE = 200;
    private static final long NO_COUNT = -1;

    private final SqlStatement sqlStatement;
    private final ConnectionTarget target;
    private final Call call;
    private final PostgresSettings settings;

    Transaction(
            SqlStatement sqlStatement,
            ConnectionTarget target,
            Call call,
            PostgresSettings settings) {
        this.sqlStatement = sqlStatement;
        this.target = target;
        this.call = call;
        this.settings = settings;
    }

    /// Begins the transaction and sets its run-time settings in one round trip: output formats, the statement timeout,
    /// and no notices, which are not used.
    void begin(PostgresConnection pooled) throws SQLException {
        var connection = pooled.connection();
        connection.setAutoCommit(false);
        pooled.budget().refill();
        long left = call.left().toMillis();
        if (left <= 0) {
            throw StatementFailure.deadlineExceeded();
        }
        connection.setNetworkTimeout(null, (int) Math.min(Integer.MAX_VALUE, left + 100));
        long margin = Deadlines.SERVER_MARGIN.toMillis();
        long timeout = left > 2 * margin ? left - margin : Math.max(1, left / 2);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL client_min_messages = 'error'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL bytea_output = 'hex'; SET LOCAL TimeZone = "
                            + quote(target.options().getOrDefault("timezone", "UTC"))
                            + (target.options().containsKey("statement_timeout")
                                    ? ""
                                    : "; SET LOCAL statement_timeout = " + timeout));
        }
    }

    /// Runs and commits the statement. If the server does not take the types of the parameters, the transaction is
    /// started again with others.
    CommandResult run(PostgresConnection pooled) throws SQLException {
        var parameters = new StatementParameters(sqlStatement);
        while (true) {
            try {
                return run(pooled, parameters);
            } catch (SQLException e) {
                if (!parameters.adapt(e, !mayHoldSeveralStatements())) {
                    throw e;
                }
            }
            pooled.connection().rollback();
            begin(pooled);
        }
    }

    /// Whether the SQL may hold several statements. One of them may be a `COMMIT`, and those before it must not run
    /// twice.
    private boolean mayHoldSeveralStatements() {
        var sql = sqlStatement.sql().strip();
        int semicolon = sql.indexOf(';');
        return semicolon >= 0 && semicolon < sql.length() - 1;
    }

    private CommandResult run(PostgresConnection pooled, StatementParameters parameters)
            throws SQLException {
        var connection = pooled.connection();
        parameters.describe(connection);
        boolean once = sqlStatement.rows().size() == 1;
        try (var statement = prepare(connection, once)) {
            var result =
                    once
                            ? executeOnce(statement, parameters, pooled.budget())
                            : executeBatch(statement, parameters, pooled.budget());
            connection.commit();
            return result;
        }
    }

    /// The rows that a batch returns are those of its RETURNING clause.
    private PreparedStatement prepare(PgConnection connection, boolean once) throws SQLException {
        return once || sqlStatement.resultForm() != ResultForm.ROWS
                ? connection.prepareStatement(sqlStatement.sql())
                : connection.prepareStatement(sqlStatement.sql(), Statement.RETURN_GENERATED_KEYS);
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "").replace("'", "''") + "'";
    }

    private CommandResult executeBatch(
            PreparedStatement statement, StatementParameters parameters, ByteBudget budget)
            throws SQLException {
        for (var row : sqlStatement.rows()) {
            parameters.bind(statement, row);
            statement.addBatch();
        }
        long sum = 0;
        for (long count : statement.executeLargeBatch()) {
            sum += Math.max(0, count);
        }
        return sqlStatement.resultForm() == ResultForm.ROWS
                ? toResult(Optional.of(read(statement.getGeneratedKeys(), budget)), sum)
                : affected(sum);
    }

    private CommandResult executeOnce(
            PreparedStatement statement, StatementParameters parameters, ByteBudget budget)
            throws SQLException {
        parameters.bind(statement, sqlStatement.rows().getFirst());
        statement.setFetchSize(FETCH_SIZE);
        boolean isResult = statement.execute();
        Optional<RowsJsonWriter> rows = Optional.empty();
        long count = NO_COUNT;
        // of several statements, the last one determines the result
        while (true) {
            if (isResult) {
                rows = Optional.of(read(statement.getResultSet(), budget));
                count = rows.get().count();
            } else if (statement.getLargeUpdateCount() == NO_COUNT) {
                break;
            } else {
                rows = Optional.empty();
                count = statement.getLargeUpdateCount();
            }
            isResult = statement.getMoreResults();
        }
        return toResult(rows, count);
    }

    private CommandResult toResult(Optional<RowsJsonWriter> rows, long count) {
        if (sqlStatement.resultForm() == ResultForm.ROWS) {
            return new CommandResult.WithoutLogs(
                    rows.orElseThrow(() ->
                                    SqlArgumentErrors.psycopgError(
                                            "ProgrammingError", "no results to fetch"))
                            .body(),
                    OptionalInt.empty());
        }
        return count > 0 || sqlStatement.resultForm() == ResultForm.COUNT || rows.isPresent()
                ? affected(Math.max(0, count))
                : result("ok");
    }

    private RowsJsonWriter read(ResultSet results, ByteBudget budget) throws SQLException {
        var rows = new RowsJsonWriter(settings.limits(), ValueJson.DEPTH, Call.Memory.UNBOUNDED);
        try (results) {
            if (sqlStatement.resultForm() == ResultForm.ROWS) {
                rows.writeAll(results, ValueJson.columns(results.getMetaData()), budget);
            } else {
                rows.countAll(results, budget);
            }
        }
        return rows;
    }

    private static CommandResult affected(long count) {
        return result(count + " rows affected");
    }

    private static CommandResult result(String text) {
        return new CommandResult.WithoutLogs(
                new Body.Tree(JSON.createObjectBuilder().add("result", text).build()),
                OptionalInt.empty());
    }
}
