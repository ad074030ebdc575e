package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDirectoryTest {
    @TempDir private Path temporary;
    private Path root;

    @BeforeEach
    void createFiles() throws IOException {
        root = Files.createDirectories(temporary.resolve("real"));
        Files.writeString(root.resolve("a.txt"), "content");
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(temporary.resolve("secret.txt"), "s3cr3t");
        Files.createSymbolicLink(temporary.resolve("link"), root);
        Files.createSymbolicLink(root.resolve("out"), temporary.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("in"), root.resolve("a.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "sub/../a.txt", "in", "./a.txt"})
    void findsFilesBelowTheDirectory(String path) throws IOException {
        var file = directory("real").find("p", path).orElseThrow();

        assertThat(new String(FileDirectory.read(file, 7)), is("content"));
    }

    @Test
    void takesAbsolutePathsInEitherNameOfTheDirectory() {
        var linked = directory("link");

        assertThat(linked.find("p", temporary + "/link/a.txt").isPresent(), is(true));
        assertThat(linked.find("p", root + "/a.txt").isPresent(), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "/etc/passwd",
                "/none",
                "out",
                "sub/../../none",
                "../real2/a"
            })
    void refusesAPathThatLeadsOutside(String path) {
        var failure =
                assertThrows(ConnectorException.class, () -> directory("real").find("file", path));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(failure.getMessage(), containsString("parameter 'file'"));
        assertThat(failure.getMessage(), not(containsString(temporary.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "sub", "", "a.txt/b", "a\0b"})
    void findsNothingElse(String path) {
        assertThat(directory("real").find("file", path), is(Optional.empty()));
    }

    @Test
    void findsNothingAtAPathThatIsTooLong() {
        assertThat(
                directory("real").find("file", "./".repeat(4_096) + "a.txt"), is(Optional.empty()));
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        var file = directory("real").find("file", "a.txt").orElseThrow();

        var failure = assertThrows(ConnectorException.class, () -> FileDirectory.read(file, 6));

        assertThat(failure.is(ErrorCode.REQUEST_TOO_LARGE), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "/none/at/all", "/etc/passwd"})
    void refusesASettingThatIsNoDirectory(String path) {
        assertThrows(IllegalArgumentException.class, () -> create(path));
    }

    private FileDirectory directory(String name) {
        return create(temporary.resolve(name).toString()).orElseThrow();
    }

    private static Optional<FileDirectory> create(String path) {
        return ConnectorSettings.read(
                Map.of("files", path), keys -> FileDirectory.of(keys, "files"));
    }
}
