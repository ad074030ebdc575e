package dev.connectorproxy.longrunning.store;

import com.zaxxer.hikari.HikariConfig;
import dev.connectorproxy.toolkit.Causes;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The database with its schema migrated by Flyway: embedded H2 in a file, or PostgreSQL. Thread-safe.
public final class InvocationDatabase implements AutoCloseable {
    private static final String UNIQUE_VIOLATION = "23505";

    /// H2: the database has been closed.
    private static final String CLOSED = "90098";

    private static final int MAX_LOCK_RETRIES = 10;

    private final HikariConfig config;
    private final ReopenablePool dataSource;
    private final StoreLocation location;
    private volatile boolean failed;
    private volatile Optional<String> outage = Optional.of("it is not open");

    /// Opens nothing: see [#open()].
    public InvocationDatabase(StoreSettings settings) {
        this(PoolConfig.of(settings), StoreLocation.of(settings));
    }

    InvocationDatabase(HikariConfig config, StoreLocation location) {
        this.config = config;
        this.dataSource = new ReopenablePool(config);
        this.location = location;
    }

    /// Statements to run in one transaction.
    interface TransactionBody<T> {
        T run(SqlSession session) throws SQLException;
    }

    /// Opens the database and migrates its schema. Called by one thread at a time, again after a failure.
    ///
    /// @throws StoreException the database cannot be opened; nothing is left open
    public void open() {
        try {
            location.directory().ifPresent(DatabaseFiles::prepare);
            dataSource.reopen();
            migrate();
            failed = false;
            outage = Optional.empty();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            dataSource.close();
            throw new StoreException(
                    "%s cannot be opened: %s".formatted(location.name(), StoreFailure.describe(e)),
                    e);
        }
    }

    /// Runs statements in one transaction.
    ///
    /// @throws StoreException the transaction failed; after a failure of the commit itself it may have been committed
    /// @throws DuplicateKeyException a unique key was violated; nothing was committed
    <T> T inTransaction(TransactionBody<T> body) {
        var reason = outage;
        if (reason.isPresent()) {
            throw StoreException.ofOutage("the database failed: " + reason.get());
        }
        return transact(body);
    }

    private <T> T transact(TransactionBody<T> body) {
        try (var connection = dataSource.getConnection()) {
            try {
                var result = body.run(new SqlSession(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new DuplicateKeyException(e);
            }
            failed = true;
            var reason = StoreFailure.describe(e);
            if (cannotConnect(e)) {
                outage = Optional.of(reason);
            }
            throw new StoreException("the database failed: " + reason, e);
        }
    }

    /// Whether the wait for a connection was in vain, because none could be made. From then on nobody else waits until
    /// [#recover()] succeeds.
    private static boolean cannotConnect(SQLException failure) {
        return failure instanceof SQLTransientConnectionException && failure.getCause() != null;
    }

    /// Makes the database usable again after a failure, as far as that is possible here: opens an embedded database
    /// that has closed itself because it could not write. Called by one thread at a time.
    ///
    /// @throws StoreException it cannot be read or written
    public void recover() {
        if (!failed) {
            return;
        }
        try {
            probeWrite();
        } catch (StoreException e) {
            if (isPostgres() || !dataSource.isClosed() && !isClosedByItself(e)) {
                throw e;
            }
            reopen();
            probeWrite();
        }
        failed = false;
        outage = Optional.empty();
    }

    /// Writes something that changes nothing: a database whose disk is full can be read.
    private void probeWrite() {
        transact(session -> session.update("update lr_vault set name = name"));
    }

    private void reopen() {
        try {
            dataSource.reopen();
        } catch (RuntimeException e) {
            throw new StoreException("the database cannot be opened", e);
        }
    }

    private static boolean isClosedByItself(StoreException failure) {
        return Causes.find(failure, SQLException.class)
                .filter(cause -> CLOSED.equals(cause.getSQLState()))
                .isPresent();
    }

    /// A row with this unique key exists already.
    public static final class DuplicateKeyException extends RuntimeException {
        DuplicateKeyException(SQLException cause) {
            super("a row is there already", cause);
        }
    }

    /// Runs one statement in a transaction of its own.
    ///
    /// @return the number of rows changed
    int update(String sql, Object... values) {
        return inTransaction(session -> session.update(sql, values));
    }

    /// Runs one insert in a transaction of its own, unless another process inserts one of its rows at the same time.
    ///
    /// @return the number of rows inserted
    int insertMissing(String sql, Object... values) {
        try {
            return update(sql, values);
        } catch (DuplicateKeyException _) {
            return 0;
        }
    }

    /// All rows of a query in a transaction of its own.
    <T> List<T> query(String sql, SqlSession.RowMapper<T> mapper, Object... values) {
        return inTransaction(session -> session.query(sql, mapper, values));
    }

    /// The first row of a query in a transaction of its own.
    <T> Optional<T> queryFirst(String sql, SqlSession.RowMapper<T> mapper, Object... values) {
        return inTransaction(session -> session.queryFirst(sql, mapper, values));
    }

    DataSource dataSource() {
        return dataSource;
    }

    public PoolUsage poolUsage() {
        return dataSource.usage();
    }

    public boolean isPostgres() {
        return location.directory().isEmpty();
    }

    /// Closes all connections. The database can be opened again.
    @Override
    public void close() {
        if (!isPostgres() && !dataSource.isClosed()) {
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("shutdown");
            } catch (SQLException _) {
                // every commit is on disk already
            }
        }
        outage = Optional.of("it is not open");
        dataSource.close();
    }

    /// Uses its own connections, not the pool: Flyway needs several at once and keeps a transaction open. The schema of a
    /// later version of this program is refused, which by default Flyway accepts. Does not wait long for somebody who locks
    /// a table: it may be the start of the process that waits.
    private void migrate() {
        Flyway.configure(InvocationDatabase.class.getClassLoader())
                .dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                .locations("classpath:db/longrunning")
                .table("lr_schema")
                .placeholders(Map.of("bytes", isPostgres() ? "bytea" : "blob"))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .ignoreMigrationPatterns(new String[0])
                .lockRetryCount(MAX_LOCK_RETRIES)
                .initSql(isPostgres() ? "set lock_timeout = '10s'" : "")
                .load()
                .migrate();
    }
}
