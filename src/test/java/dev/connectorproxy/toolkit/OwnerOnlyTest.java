package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
    @TempDir Path folder;

    @Test
    void filesAndDirectoriesAreCreatedForTheirOwner() throws IOException {
        var directory = folder.resolve("a/b");

        OwnerOnly.createDirectories(directory);
        var file = Files.createFile(directory.resolve("c"), OwnerOnly.fileAttributes());

        assertThat(mode(directory.getParent()), is("rwx------"));
        assertThat(mode(directory), is("rwx------"));
        assertThat(mode(file), is("rw-------"));
    }

    @Test
    void aDirectoryThatExistsStaysAsItIs() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

        OwnerOnly.createDirectories(folder);

        assertThat(mode(folder), is("rwxr-x---"));
    }

    @Test
    void anExistingFileIsRestricted() throws IOException {
        var file = Files.createFile(folder.resolve("a"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrw-r--"));

        OwnerOnly.restrict(file);
        OwnerOnly.restrict(folder.resolve("missing"));

        assertThat(mode(file), is("rw-------"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
