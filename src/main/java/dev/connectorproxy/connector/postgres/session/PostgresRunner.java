package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.database.session.PoolKey;
import dev.connectorproxy.database.session.StatementRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.Egress;

/// Runs the statements of the commands. Thread-safe. The driver and the pool are loaded by the first call.
public final class PostgresRunner implements AutoCloseable {
    private final Egress egress;
    private final PostgresSettings settings;
    private final TlsTrust trust;
    private final StatementRunner<PostgresConnection> runner;

    public PostgresRunner(Egress egress, PostgresSettings settings) {
        this(egress, settings, TlsTrust.of(settings));
    }

    public PostgresRunner(Egress egress, PostgresSettings settings, TlsTrust trust) {
        this.egress = egress;
        this.settings = settings;
        this.trust = trust;
        this.runner = new StatementRunner<>("postgres", settings.pool());
    }

    /// Runs a statement in a transaction of its own.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException with psycopg's exception names; `EgressBlocked`,
    ///     `ReadTimeout`, `ResponseTooLarge`, `ProxyOverloaded`
    public CommandResult run(ConnectionTarget target, SqlStatement statement, Call call) {
        // also for a connection that is open already
        target.hosts().forEach(host -> call.secretPolicy().admit(host.reachedAt(), host.port()));
        var transaction =
                new PostgresTransaction(
                        new ConnectionFactory(egress, settings, trust),
                        new Transaction(statement, target, call, settings),
                        target,
                        call);
        return runner.run(PoolKey.of(target.parameters()), transaction, call);
    }

    /// Closes the idle connections; those in use are closed when their calls end.
    @Override
    public void close() {
        runner.close();
    }
}
