package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import dev.connectorproxy.database.session.PoolKey;
import dev.connectorproxy.database.session.StatementRunner;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.toolkit.TrustStores;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;

/// Runs the statements of the commands. Thread-safe. Drivers and the pool are loaded by the first call.
public final class SqlRunner implements AutoCloseable {
    private final Egress egress;
    private final SqlSettings settings;
    private final DriverLoader drivers;
    private final Optional<X509TrustManager> trust;
    private final StatementRunner<JdbcSession> runner;

    public SqlRunner(Egress egress, SqlSettings settings) {
        this.egress = egress;
        this.settings = settings;
        this.drivers = new DriverLoader(settings.driversDirectory());
        this.trust = trust(settings);
        this.runner = new StatementRunner<>("sql", settings.pool());
    }

    public SqlSettings settings() {
        return settings;
    }

    /// Opens a session and closes it.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException as for [#run]
    public void login(DatabaseTarget target, Call call) {
        sessions().connect(target, call).close();
    }

    /// Runs a statement in a transaction of its own.
    ///
    /// @param any whether it is the caller's own SQL, which may change the session
    /// @throws dev.connectorproxy.spi.ConnectorException with psycopg's exception names; `EgressBlocked`,
    ///     `ReadTimeout`, `ResponseTooLarge`, `ProxyOverloaded`, `ConnectorNotConfigured`
    public CommandResult run(
            DatabaseTarget target, SqlStatement statement, boolean any, Call call) {
        // also for a connection that is open already
        call.secretPolicy().admit(target.host(), target.port());
        var transaction = new JdbcTransaction(sessions(), statement, any, target, call, settings);
        return runner.run(PoolKey.of(target.parameters()), transaction, call);
    }

    private SessionFactory sessions() {
        return new SessionFactory(egress, settings, drivers, trust);
    }

    /// Closes the idle connections; those in use are closed when their calls end.
    @Override
    public void close() {
        runner.close();
    }

    private static Optional<X509TrustManager> trust(SqlSettings settings) {
        if (settings.authorities().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Stream.of(TrustStores.managers(settings.authorities()))
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the trusted certificates cannot be used", e);
        }
    }
}
