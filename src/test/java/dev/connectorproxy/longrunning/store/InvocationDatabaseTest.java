package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationDatabaseTest {
    @TempDir Path folder;

    @Test
    void canBeOpenedOnceTheOtherProcessHasClosedIt() throws IOException {
        StoreFixture.open(folder).close();
        try (var database = new InvocationDatabase(StoreFixture.settings(folder))) {
            try (var file =
                            FileChannel.open(
                                    folder.resolve("invocations.mv.db"), StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                var failure = assertThrows(StoreException.class, database::open);

                assertThat(lock.isValid(), is(true));
                assertThat(failure.getMessage(), containsString("another process has it open"));
                assertThat(failure.isTemporary(), is(true));
                assertUnusable(database);
            }
            database.open();

            assertThat(database.queryFirst("select 1", row -> row.getInt(1)).orElseThrow(), is(1));
        }
    }

    @Test
    void aSchemaThatIsNewerThanThisProgramIsRefused() {
        try (var database = StoreFixture.open(folder)) {
            database.update(
                    """
                    insert into "lr_schema" select 99, '99', 'later', "type", 'V99__later.sql', "checksum", "installed_by",
                        "installed_on", "execution_time", "success" from "lr_schema" where "version" = '1'
                    """);
        }

        var failure = assertThrows(StoreException.class, () -> StoreFixture.open(folder));

        assertThat(failure.getMessage(), containsString("newer than this program"));
        assertThat(failure.isTemporary(), is(false));
    }

    @Test
    void refusesEverythingAtOnceUntilItIsOpen() {
        try (var database = new InvocationDatabase(StoreFixture.settings(folder))) {
            assertUnusable(database);
            assertThat(database.poolUsage(), is(new PoolUsage(0, 0, 0)));
        }
    }

    @Test
    void showsItsConnections() {
        try (var database = StoreFixture.open(folder)) {
            int active = database.inTransaction(_ -> database.poolUsage().active());

            assertThat(active, is(1));
        }
    }

    private static void assertUnusable(InvocationDatabase database) {
        var failure = assertThrows(StoreException.class, () -> database.update("select 1"));

        assertThat(failure.isKnown(), is(true));
    }
}
