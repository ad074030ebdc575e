package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorFacts;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.fetch.PageSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileRetryTest {
    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private final List<byte[]> written = new ArrayList<>();
    private boolean full;

    @Test
    void aFailedWriteIsRepeatedUntilItSucceeds(@TempDir Path folder) {
        try (var file = file(folder)) {
            full = true;
            assertThrows(DevServerException.class, file::save);
            assertThrows(DevServerException.class, file::save);
            assertThat(scheduled, hasSize(1));

            scheduled.remove().run();
            assertThat(file.isFailing(), is(true));
            assertThat(scheduled, hasSize(1));

            full = false;
            scheduled.remove().run();
            assertThat(file.isFailing(), is(false));
            assertThat(scheduled, empty());
            assertThat(written, hasSize(2));
        }
    }

    @Test
    void nothingIsRepeatedAfterALaterWriteHasSucceeded(@TempDir Path folder) {
        try (var file = file(folder)) {
            full = true;
            assertThrows(DevServerException.class, file::save);
            full = false;
            file.save();

            scheduled.remove().run();

            assertThat(written, hasSize(2));
            assertThat(scheduled, empty());
        }
    }

    private StateFile file(Path folder) {
        var log = new MisbehavingProvidersTest.SilentLog();
        var snapshots =
                new StateSnapshots(
                        new ConnectorRegistry(1, List.of()),
                        new PageSizes(0, 1),
                        null,
                        new ConnectorFacts(InstantSource.system()),
                        log);
        var file =
                new StateFile(
                        folder.resolve("state.json"), this::write, snapshots, log, scheduled::add);
        file.open();
        return file;
    }

    private void write(byte[] content) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        written.add(content);
    }
}
