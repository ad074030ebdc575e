package dev.connectorproxy.longrunning.store;

import com.zaxxer.hikari.HikariConfig;
import dev.connectorproxy.toolkit.Causes;
import dev.connectorproxy.toolkit.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

    private final ReopenablePool dataSource;
    private final boolean postgres;
    private volatile boolean failed;

    private InvocationDatabase(ReopenablePool source, boolean postgres) {
        this.dataSource = source;
        this.postgres = postgres;
    }

    /// Statements to run in one transaction.
    interface TransactionBody<T> {
        T run(SqlSession session) throws SQLException;
    }

    /// @throws StoreException the database cannot be opened
    public static InvocationDatabase open(StoreSettings settings) {
        try {
            if (!settings.isPostgres()) {
                restrictFiles(settings.directory());
            }
            return open(PoolConfig.of(settings), settings.isPostgres());
        } catch (RuntimeException e) {
            throw new StoreException(
                    settings.isPostgres()
                            ? "long-running.database cannot be opened: "
                                    + Causes.root(e).getClass().getSimpleName()
                            : "the database in long-running.data-dir (%s) cannot be opened, perhaps because another process has it: %s"
                                    .formatted(
                                            settings.directory(),
                                            Causes.root(e).getClass().getSimpleName()),
                    e);
        }
    }

    static InvocationDatabase open(HikariConfig config, boolean postgres) {
        var source = new ReopenablePool(config);
        try {
            migrate(config, postgres);
            return new InvocationDatabase(source, postgres);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /// Creates the directory, readable by its owner only, unless it exists.
    public static void createDirectory(Path directory) {
        try {
            OwnerOnly.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreException(
                    "long-running.data-dir (%s) cannot be made".formatted(directory), e);
        }
    }

    /// Only the owner may read the database, also where the directory is open to others. H2 creates its file with the
    /// permissions that the umask leaves, but accepts an empty one.
    private static void restrictFiles(Path directory) {
        try {
            Files.createFile(
                    directory.resolve(PoolConfig.FILE_NAME + ".mv.db"), OwnerOnly.fileAttributes());
        } catch (FileAlreadyExistsException _) {
            // restricted below
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var files = Files.newDirectoryStream(directory, PoolConfig.FILE_NAME + ".*")) {
            files.forEach(OwnerOnly::restrict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs statements in one transaction.
    ///
    /// @throws StoreException the transaction failed; after a failure of the commit itself it may have been committed
    /// @throws DuplicateKeyException a unique key was violated; nothing was committed
    <T> T inTransaction(TransactionBody<T> body) {
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
            var reason = e.getSQLState() == null ? e.getClass().getSimpleName() : e.getSQLState();
            throw new StoreException("the database failed: " + reason, e);
        }
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
            if (postgres || !dataSource.isClosed() && !isClosedByItself(e)) {
                throw e;
            }
            reopen();
            probeWrite();
        }
        failed = false;
    }

    /// Writes something that changes nothing: a database whose disk is full can be read.
    private void probeWrite() {
        update("update lr_vault set name = name");
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

    public boolean isPostgres() {
        return postgres;
    }

    @Override
    public void close() {
        if (!postgres) {
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("shutdown");
            } catch (SQLException _) {
                // every commit is on disk already
            }
        }
        dataSource.close();
    }

    /// Uses its own connections, not the pool: Flyway needs several at once and keeps a transaction open.
    private static void migrate(HikariConfig config, boolean postgres) {
        Flyway.configure(InvocationDatabase.class.getClassLoader())
                .dataSource(config.getJdbcUrl(), config.getUsername(), config.getPassword())
                .locations("classpath:db/longrunning")
                .table("lr_schema")
                .placeholders(Map.of("bytes", postgres ? "bytea" : "blob"))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
