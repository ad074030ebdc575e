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

/// One statement from `BEGIN` to `COMMIT`. What fails is rolled back by who gives the connection back.
final class Transaction {
    /// What is left of a call's time when the server itself stops the statement.
    static final long MARGIN_MILLIS = 500;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int BATCH = 200;
    private static final int MOST_TEXTS = 16;
    private static final long NONE = -1;

    private final Work work;
    private final Target target;
    private final Call call;
    private final PostgresSettings settings;

    Transaction(Work work, Target target, Call call, PostgresSettings settings) {
        this.work = work;
        this.target = target;
        this.call = call;
        this.settings = settings;
    }

    /// Begins, and makes the settings of the transaction, in one round trip: how answers are written, when the server gives
    /// up, and that it keeps notices to itself, which nobody would read.
    void begin(Session session) throws SQLException {
        var connection = session.connection();
        connection.setAutoCommit(false);
        session.budget().refill();
        long left = call.left().toMillis();
        if (left <= 0) {
            throw SqlFailure.late();
        }
        connection.setNetworkTimeout(null, (int) Math.min(Integer.MAX_VALUE, left + 100));
        long patience = left > 2 * MARGIN_MILLIS ? left - MARGIN_MILLIS : Math.max(1, left / 2);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SET LOCAL client_min_messages = 'error'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL bytea_output = 'hex'; SET LOCAL TimeZone = "
                            + quoted(target.options().getOrDefault("timezone", "UTC"))
                            + (hasOwnTimeout()
                                    ? ""
                                    : "; SET LOCAL statement_timeout = " + patience));
        }
    }

    /// Runs the statement, and commits it. Where the server finds no type for a value that is bound, as in `? IS NULL`, it
    /// is begun anew with that value as a text, which is what the literal would be that psycopg writes there.
    CommandResult run(Session session) throws SQLException {
        var texts = new HashSet<Integer>();
        while (true) {
            try {
                return run(session, texts);
            } catch (SQLException e) {
                int place = SqlFailure.untyped(e);
                if (place == 0
                        || mayBeSeveral()
                        || texts.size() == MOST_TEXTS
                        || !texts.add(place)) {
                    throw e;
                }
            }
            session.connection().rollback();
            begin(session);
        }
    }

    /// One of several may be a `COMMIT`, and what came before it must not be done twice.
    private boolean mayBeSeveral() {
        var sql = work.sql().strip();
        int semicolon = sql.indexOf(';');
        return semicolon >= 0 && semicolon < sql.length() - 1;
    }

    private CommandResult run(Session session, Set<Integer> texts) throws SQLException {
        var connection = session.connection();
        try (var statement = connection.prepareStatement(work.sql())) {
            var result =
                    work.rows().size() == 1
                            ? once(statement, texts, session.budget())
                            : often(statement);
            connection.commit();
            return result;
        }
    }

    /// A shorter timeout in `options` is left alone; a longer one ends with the call all the same.
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

    private CommandResult once(PreparedStatement statement, Set<Integer> texts, ByteBudget budget)
            throws SQLException {
        bind(statement, work.rows().getFirst(), texts);
        statement.setFetchSize(BATCH);
        boolean isResult = statement.execute();
        Optional<RowsJson> rows = Optional.empty();
        long count = NONE;
        // of several statements, the last one counts
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
            PreparedStatement statement, List<JsonValue> values, Set<Integer> texts)
            throws SQLException {
        for (int i = 1; i <= values.size(); i++) {
            if (texts.contains(i)) {
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
