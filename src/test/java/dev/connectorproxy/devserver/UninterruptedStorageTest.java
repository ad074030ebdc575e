package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An interrupt of the caller does not end a write.
class UninterruptedStorageTest {
    @TempDir Path directory;

    @Test
    void anInterruptedCallerWritesItsFileAndStaysInterrupted() throws IOException {
        var file = directory.resolve("state.json");
        Thread.currentThread().interrupt();

        new UninterruptedStorage(new AtomicFile(file)).write("{}".getBytes());

        assertThat(Thread.interrupted(), is(true));
        assertThat(Files.readString(file), is("{}"));
    }

    @Test
    void aFailureOfTheWriteIsThatOfTheCaller() {
        var storage =
                new UninterruptedStorage(_ -> {
                    throw new IOException("the disk is full");
                });

        var failure = assertThrows(IOException.class, () -> storage.write(new byte[0]));

        assertThat(failure.getMessage(), is("the disk is full"));
    }
}
