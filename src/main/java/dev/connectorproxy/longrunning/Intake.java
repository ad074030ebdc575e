package dev.connectorproxy.longrunning;

import static dev.connectorproxy.longrunning.Database.bind;
import static dev.connectorproxy.longrunning.Database.update;

import dev.connectorproxy.catalogue.LongCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Puts invocations on disk. Thread-safe.
final class Intake {
    /// The kind of work in `lr_runs`.
    static final String RUN = "run";

    private static final String INSERT =
            """
            insert into lr_invocation (id, state, command, caller, request_id, request_id_given, traceparent,
                process_model, process_instance, task, callback_url, origin, flight, arguments, error_code, repeatable,
                starts, accepted_at, answered_at, started_at, sends, failures, unanswered, last_answer)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, 0, 0, false, '')
            """;
    private static final String SCHEDULE_RUN =
            """
            insert into lr_runs (task_name, task_instance, execution_time, picked, version) values (?, ?, ?, false, 1)
            """;

    private final Database database;
    private final Vault vault;
    private final Clock clock;

    Intake(Database database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    String newId() {
        return Ids.next(clock.millis());
    }

    /// Keeps the call, to be begun at once.
    ///
    /// @return its id, or that of the same call which is under way
    /// @throws StoreException it is not kept, as far as is known
    String accept(LongCall call, Origin origin) {
        var flight = vault.flight(call);
        for (int i = 0; i < 3; i++) {
            var known = join(flight);
            if (known.isPresent()) {
                return known.get();
            }
            try {
                var id = newId();
                var row = new NewRow(id, call, origin, flight, State.ACCEPTED, 0);
                insert(row, clock.instant());
                return id;
            } catch (Database.Duplicate _) {
                // the same call came twice at once
            }
        }
        throw new StoreException("the same call comes too often at once", null);
    }

    /// The same call, if it is under way: from now on its callback may come too early again.
    Optional<String> join(LongCall call) {
        return join(vault.flight(call));
    }

    /// Keeps a call whose command runs already; whoever finds it at that time has to take it for a crash.
    void adopt(String id, LongCall call, Origin origin, Instant lease) {
        try {
            insert(new NewRow(id, call, origin, vault.flight(call), State.RUNNING, 1), lease);
        } catch (Database.Duplicate _) {
            // the same call runs twice already, and each has a result
            insert(new NewRow(id, call, origin, Optional.empty(), State.RUNNING, 1), lease);
        }
    }

    private record NewRow(
            String id,
            LongCall call,
            Origin origin,
            Optional<String> flight,
            State state,
            int starts) {}

    /// A call that comes again though SpiffArena may have taken its failure comes because of that failure.
    private Optional<String> join(Optional<String> flight) {
        if (flight.isEmpty()) {
            return Optional.empty();
        }
        return database.in(connection -> {
            if (find(connection, flight.get()).isEmpty()) {
                return Optional.empty();
            }
            long now = clock.millis();
            update(
                    connection,
                    """
                    update lr_invocation set state = 'DELIVERED', flight = null, closed_at = ?
                    where flight = ? and state = 'WAITING' and unanswered and error_code <> ''
                    """,
                    now,
                    flight.get());
            int joined =
                    update(
                            connection,
                            "update lr_invocation set answered_at = ?, unanswered = false where flight = ?",
                            now,
                            flight.get());
            return joined == 0 ? Optional.empty() : find(connection, flight.get());
        });
    }

    private static Optional<String> find(Connection connection, String flight) throws SQLException {
        try (var statement =
                connection.prepareStatement("select id from lr_invocation where flight = ?")) {
            statement.setString(1, flight);
            var rows = statement.executeQuery();
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    private void insert(NewRow row, Instant due) {
        var call = row.call();
        byte[] arguments =
                vault.seal()
                        .close(ArgumentText.write(call.arguments()), "arguments of " + row.id());
        database.in(connection -> {
            long now = clock.millis();
            try (var statement = connection.prepareStatement(INSERT)) {
                bind(
                        statement,
                        row.id(),
                        row.state().name(),
                        call.command(),
                        call.sender().key(),
                        call.sender().requestId(),
                        call.sender().requestIdGiven(),
                        call.sender().traceparent(),
                        call.task().processModel(),
                        call.task().processInstance(),
                        call.task().id(),
                        call.callbackUrl().orElseThrow(),
                        row.origin().toString(),
                        row.flight(),
                        arguments,
                        call.repeatable(),
                        row.starts(),
                        now,
                        now,
                        row.starts() == 0 ? Optional.empty() : Optional.of(now));
                statement.executeUpdate();
            }
            return update(connection, SCHEDULE_RUN, RUN, row.id(), Timestamp.from(due));
        });
    }
}
