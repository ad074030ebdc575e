package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may read the files of the embedded database.
class InvocationDatabaseFilesTest {
    @TempDir Path folder;

    @Test
    void onlyTheOwnerMayReadANewDatabaseInADirectoryThatIsOpenToOthers() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            store.createFinished();

            assertOwnerOnly(folder);
        }
        assertOwnerOnly(folder);
        assertThat(mode(folder), is("rwxr-xr-x"));
    }

    @Test
    void theFilesOfAnOlderVersionAreRestricted() throws IOException {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            store.createFinished();
        }
        Files.writeString(folder.resolve("invocations.trace.db"), "");
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }

        StoreFixture.open(folder).close();

        assertOwnerOnly(folder);
    }

    @Test
    void aCreatedDirectoryIsItsOwnersAlone() throws IOException {
        var directory = folder.resolve("a/b");

        DatabaseFiles.prepare(directory);

        assertThat(mode(directory), is("rwx------"));
        assertThat(mode(directory.getParent()), is("rwx------"));
    }

    private static void assertOwnerOnly(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var all = files.filter(Files::isRegularFile).toList();
            assertThat(all.size(), greaterThan(0));
            for (var file : all) {
                assertThat(file.toString(), mode(file), is("rw-------"));
            }
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
