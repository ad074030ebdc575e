package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start that fails leaves nothing behind.
@ServerMetricsLock
class StartFailureTest {
    @TempDir Path folder;

    @Test
    void aPortInUseLetsGoOfTheStoreOfLongRunningCalls() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var failure = assertThrows(SettingsException.class, () -> start(taken.getLocalPort()));

            assertThat(failure.getMessage(), containsString("is in use"));
        }

        try (var proxy = start(0)) {
            assertThat(proxy.port() > 0, is(true));
        }
    }

    private ConnectorProxy start(int port) throws IOException {
        var file = folder.resolve("application.yaml");
        Files.writeString(
                file,
                """
                server: {host: 127.0.0.1, port: %d}
                dev-server: {enabled: false}
                long-running: {data-dir: '%s', callback: {allow: ['http://127.0.0.1:9'], api-key: key}}
                """
                        .formatted(port, folder.resolve("data")));
        var settings =
                AllSettings.create(Settings.load(Optional.of(file), Map.of(), new Properties()));
        return ConnectorProxy.start(
                settings, new LogWriter(new ByteArrayOutputStream(), settings.logging()));
    }
}
