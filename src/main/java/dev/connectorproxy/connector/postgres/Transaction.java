package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.Work.Outcome;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One statement from `BEGIN` to `COMMIT`. After a failure, the reset of the connection rolls back.
final class Transaction {
    /// The time before the call's deadline at which the server itself stops the statement (`statement_timeout`).
    static final long MARGIN_MILLIS = 500;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int BATCH = 200;
    private static final int MOST_TEXTS = 16;
    private static final long NONE = -1;

    private final Work work;
    private final Target target;
    private final Call call;
    private final PostgresSettings settings;

    Transaction(Work sqlStatement, Target target, Call call, PostgresSettings settings) {
        this.work = sqlStatement;
        this.target = target;
        this.call = call;
        this.settings = settings;
    }

    /// Begins the transaction and sets its run-time settings in one round trip: output formats, the statement timeout,
    /// and no notices, which are not used.
    void begin(Session pooled) throws SQLException {
        var connection = pooled.connection();
        connection.setAutoCommit(false);
        pooled.budget().refill();
        long left = call.left().toMillis();
        if (left <= 0) {
            throw SqlFailure.late();
        }
        connection.setNetworkTimeout(null, (int) Math.min(Integer.MAX_VALUE, left + 100));
        long timeout = left > 2 * MARGIN_MILLIS ? left - MARGIN_MILLIS : Math.max(1, left / 2);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL client_min_messages = 'error'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL bytea_output = 'hex'; SET LOCAL TimeZone = "
                            + quoted(target.options().getOrDefault("timezone", "UTC"))
                            + (hasOwnTimeout()
                                    ? ""
                                    : "; SET LOCAL statement_timeout = " + timeout));
        }
    }

    /// Runs and commits the statement. If the server cannot infer the type of a parameter, as in `? IS NULL`, the
    /// transaction is started again with that parameter as text, which is the type of the literal that psycopg would
    /// write.
    CommandResult run(Session pooled) throws SQLException {
        var textParameters = new HashSet<Integer>();
        while (true) {
            try {
                return run(pooled, textParameters);
            } catch (SQLException e) {
                int parameter = SqlFailure.untyped(e);
                if (parameter == 0
                        || mayBeSeveral()
                        || textParameters.size() == MOST_TEXTS
                        || !textParameters.add(parameter)) {
                    throw e;
                }
            }
            pooled.connection().rollback();
            begin(pooled);
        }
    }

    /// Whether the SQL may hold several statements. One of them may be a `COMMIT`, and those before it must not run
    /// twice.
    private boolean mayBeSeveral() {
        var sql = work.sql().strip();
        int semicolon = sql.indexOf(';');
        return semicolon >= 0 && semicolon < sql.length() - 1;
    }

    private CommandResult run(Session pooled, Set<Integer> textParameters) throws SQLException {
        var connection = pooled.connection();
        try (var statement = connection.prepareStatement(work.sql())) {
            var result =
                    work.rows().size() == 1
                            ? once(statement, textParameters, pooled.budget())
                            : often(statement);
            connection.commit();
            return result;
        }
    }

    /// Whether `options` set a timeout, which is kept; the call's deadline applies in any case.
    private boolean hasOwnTimeout() {
        return target.options().containsKey("statement_timeout");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "").replace("'", "''") + "'";
    }

    private CommandResult often(PreparedStatement statement) throws SQLException {
        if (work.rows().isEmpty()) {
            return affected(0);
        }
        for (var row : work.rows()) {
            bind(statement, row, Set.of());
            statement.addBatch();
        }
        long sum = 0;
        for (long count : statement.executeLargeBatch()) {
            sum += Math.max(0, count);
        }
        return affected(sum);
    }

    private CommandResult once(
            PreparedStatement statement, Set<Integer> textParameters, ByteBudget budget)
            throws SQLException {
        bind(statement, work.rows().getFirst(), textParameters);
        statement.setFetchSize(BATCH);
        boolean isResult = statement.execute();
        Optional<RowsJson> rows = Optional.empty();
        long count = NONE;
        // of several statements, the last one determines the result
        while (true) {
            if (isResult) {
                rows = Optional.of(read(statement.getResultSet(), budget));
                count = rows.get().count();
            } else if (statement.getLargeUpdateCount() == NONE) {
                break;
            } else {
                rows = Optional.empty();
                count = statement.getLargeUpdateCount();
            }
            isResult = statement.getMoreResults();
        }
        return told(rows, count);
    }

    private CommandResult told(Optional<RowsJson> rows, long count) {
        if (work.outcome() == Outcome.ROWS) {
            return new CommandResult.Unlogged(
                    rows.orElseThrow(() ->
                                    Refusal.asPsycopg("ProgrammingError", "no results to fetch"))
                            .body(),
                    OptionalInt.empty());
        }
        return count > 0 || work.outcome() == Outcome.COUNT || rows.isPresent()
                ? affected(Math.max(0, count))
                : result("ok");
    }

    private RowsJson read(ResultSet results, ByteBudget budget) throws SQLException {
        var rows = new RowsJson(settings, work.outcome() == Outcome.ROWS);
        try (results) {
            rows.readAll(results, budget);
        }
        return rows;
    }

    private static void bind(
            PreparedStatement statement, List<JsonValue> values, Set<Integer> textParameters)
            throws SQLException {
        for (int i = 1; i <= values.size(); i++) {
            if (textParameters.contains(i)) {
                Binding.bindText(statement, i, values.get(i - 1));
            } else {
                Binding.bind(statement, i, values.get(i - 1));
            }
        }
    }

    private static CommandResult affected(long count) {
        return result(count + " rows affected");
    }

    private static CommandResult result(String text) {
        return new CommandResult.Unlogged(
                new Body.Tree(JSON.createObjectBuilder().add("result", text).build()),
                OptionalInt.empty());
    }
}
