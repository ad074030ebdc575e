package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSessionTest {
    private static final String INSERT = "insert into sample (id, name, bytes) values (?, ?, ?)";
    private static final String NAMES = "select name from sample order by id";

    @TempDir private Path folder;
    private StoreFixture store;
    private InvocationDatabase database;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder, Clock.systemUTC());
        store.execute("create table sample (id int primary key, name varchar(20), bytes blob)");
        database = store.database;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void bindsBytesAndOptionalValues() {
        byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);

        int inserted = database.update(INSERT, 1, Optional.of("one"), bytes);
        database.update(INSERT, 2, Optional.empty(), Optional.empty());

        assertThat(inserted, is(1));
        assertThat(
                database.query(NAMES, row -> Optional.ofNullable(row.getString(1))),
                is(List.of(Optional.of("one"), Optional.empty())));
        assertThat(
                database.queryFirst(
                                "select bytes from sample where id = ?", row -> row.getBytes(1), 1)
                        .orElseThrow(),
                is(bytes));
    }

    @Test
    void readsTheFirstRowOfManyOrNone() {
        insertTwo();

        assertThat(database.queryFirst(NAMES, row -> row.getString(1)), is(Optional.of("one")));
        assertThat(
                database.queryFirst(
                        "select name from sample where id = 3", row -> row.getString(1)),
                is(Optional.empty()));
    }

    @Test
    void aFailureInARowMapperRollsBack() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        database.inTransaction(session -> {
                            session.update(INSERT, 1, "one", Optional.empty());
                            return session.query(
                                    NAMES,
                                    _ -> {
                                        throw new IllegalStateException("unreadable");
                                    });
                        }));

        assertThat(database.query(NAMES, row -> row.getString(1)), is(List.of()));
    }

    @Test
    void aFailedStatementOfABatchIsAnError() {
        insertTwo();

        assertThrows(InvocationDatabase.DuplicateKeyException.class, this::insertTwo);
        assertThrows(StoreException.class, () -> database.update("update missing set id = 1"));
    }

    private void insertTwo() {
        database.inTransaction(session -> {
            session.updateAll(
                    INSERT,
                    List.of(
                            new Object[] {1, "one", Optional.empty()},
                            new Object[] {2, "two", Optional.empty()}));
            return 2;
        });
    }
}
