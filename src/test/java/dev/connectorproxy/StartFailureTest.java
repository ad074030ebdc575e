package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.HttpEgress;
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
        try (var taken = loopbackSocket(0)) {
            assertPortInUse("server: {host: 127.0.0.1, port: %d}".formatted(taken.getLocalPort()));
        }

        assertStarts();
    }

    @Test
    void aGraphThatIsBuiltHasOpenedNoStore() throws IOException {
        var file = Files.writeString(folder.resolve("application.yaml"), yaml(""));
        var settings =
                AllSettings.create(Settings.load(Optional.of(file), Map.of(), new Properties()));
        try (var log = new LogWriter(new ByteArrayOutputStream(), settings.logging());
                var egress = HttpEgress.create(settings.egress())) {
            var graph = new ProxyGraph(settings, log, egress);

            assertThat(graph.longRunning().isPresent(), is(true));
            assertThat(Files.exists(folder.resolve("data")), is(false));
        }
    }

    @Test
    void aPortInUseOfTheDevelopmentServerLetsGoOfTheStoreToo() throws IOException {
        try (var taken = loopbackSocket(0)) {
            assertPortInUse(
                    "dev-server: {enabled: true, address: '127.0.0.1:%d'}"
                            .formatted(taken.getLocalPort()));
        }

        assertStarts();
    }

    @Test
    void aPortInUseLetsGoOfTheDevelopmentServer() throws IOException {
        try (var taken = loopbackSocket(0);
                var free = new ClosedPort()) {
            assertPortInUse(
                    "server: {host: 127.0.0.1, port: %d}\ndev-server: {enabled: true, address: '127.0.0.1:%d'}"
                            .formatted(taken.getLocalPort(), free.number()));

            try (var again = loopbackSocket(free.number())) {
                assertThat(again.isBound(), is(true));
            }
        }
    }

    @Test
    void noOtherProxyIsAskedBeforeThePortIsOpen() throws IOException {
        try (var taken = loopbackSocket(0);
                var peer = new FakePeer()) {
            assertPortInUse(
                    "server: {host: 127.0.0.1, port: %d}\nfederation: [{name: peer, url: '%s'}]"
                            .formatted(taken.getLocalPort(), peer.url()));

            assertThat(peer.listRequests(), is(0));
        }
    }

    @Test
    void callbacksSendASecretOnlyToOriginsThatAreNamedForIt() throws IOException {
        Files.writeString(folder.resolve("ARENA"), "value");
        var yaml =
                """
                secrets: {directory: '%s', origins: [{secrets: [ARENA], origins: ['https://arena.example']}]}
                long-running: {data-dir: '%s', commands: ['http/*'], callback: {allow: [%%s], api-key: '${secret:ARENA}'}}
                """
                        .formatted(folder, folder.resolve("data"));

        var failure =
                assertThrows(
                        SettingsException.class,
                        () ->
                                new RunningProxy(
                                        yaml.formatted(
                                                "'https://arena.example', 'https://other.example'")));
        new RunningProxy(yaml.formatted("'https://arena.example'")).close();

        assertThat(
                failure.getMessage(),
                containsString("callback.allow must list only origins that secrets.origins names"));
    }

    private void assertPortInUse(String yaml) {
        var failure = assertThrows(SettingsException.class, () -> start(yaml));

        assertThat(failure.getMessage(), containsString("is in use"));
    }

    private void assertStarts() throws IOException {
        try (var proxy = start("")) {
            assertThat(proxy.port() > 0, is(true));
        }
    }

    private static ServerSocket loopbackSocket(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private String yaml(String more) {
        return """
        long-running: {data-dir: '%s', callback: {allow: ['http://127.0.0.1:9'], api-key: key}}
        %s
        """
                .formatted(folder.resolve("data"), more);
    }

    private ConnectorProxy start(String yaml) throws IOException {
        var file = folder.resolve("application.yaml");
        Files.writeString(file, yaml(yaml));
        var defaults = new Properties();
        if (!yaml.contains("port:")) {
            defaults.put("server.host", "127.0.0.1");
            defaults.put("server.port", "0");
        }
        if (!yaml.contains("dev-server:")) {
            defaults.put("dev-server.enabled", "false");
        }
        var settings = AllSettings.create(Settings.load(Optional.of(file), Map.of(), defaults));
        return ConnectorProxy.start(
                settings, new LogWriter(new ByteArrayOutputStream(), settings.logging()));
    }
}
