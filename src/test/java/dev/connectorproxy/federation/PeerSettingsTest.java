package dev.connectorproxy.federation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerSettingsTest {
    @TempDir private Path folder;

    @Test
    void hasTheDocumentedDefaults() throws IOException {
        var peer = create("{name: a, url: 'http://h'}").peers().getFirst();

        assertThat(peer.apiKey(), is(Optional.empty()));
        assertThat(peer.prefix(), is(""));
        assertThat(peer.commands().matches("any/Thing"), is(true));
        assertThat(peer.refresh(), is(Duration.ofMinutes(1)));
        assertThat(peer.timeout(), is(Duration.ofSeconds(40)));
        assertThat(peer.responseBytes(), is(10 << 20));
        assertThat(peer.inFlight(), is(256));
        assertThat(peer.forwardTaskData(), is(false));
    }

    @ParameterizedTest(name = "{0} -> {1}, {2}")
    @CsvSource({
        "http://python-proxy:8004,   http://python-proxy:8004, http://python-proxy:8004",
        "http://h/,                  http://h, http://h:80",
        "HTTPS://H.example/base//,   https://H.example/base, https://h.example:443",
        "http://h:/a%2Fb,            http://h/a%2Fb, http://h:80",
        "http://stack_proxy:8004/x,  http://stack_proxy:8004/x, http://stack_proxy:8004",
        "http://[::1]:81,            http://[::1]:81, http://[::1]:81",
    })
    void readsTheUrl(String given, String url, String origin) throws IOException {
        var peer = create("{name: a, url: '" + given + "'}").peers().getFirst();

        assertThat(peer.url().toString(), is(url));
        assertThat(peer.origin().toString(), is(origin));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{url: 'http://h'} | name must be",
                "{name: 'a b', url: 'http://h'} | name must be",
                "{name: a} | url must be",
                "{name: a, url: h} | url must be",
                "{name: a, url: 'ftp://h'} | url must be",
                "{name: a, url: 'http://'} | url must be",
                "{name: a, url: 'http://a_b.1'} | url must be",
                "{name: a, url: 'http://127.1/'} | url must be",
                "{name: a, url: 'http://h:0'} | url must be",
                "{name: a, url: 'http://h:70000'} | url must be",
                "{name: a, url: 'http://u:p4ss@h'} | url must be",
                "{name: a, url: 'http://h?q=1'} | url must be",
                "{name: a, url: 'http://h#f'} | url must be",
                "{name: a, url: 'http://h h'} | url must be",
                "{name: a, url: 'http://h', prefix: 'a/'} | prefix must be",
                "{name: a, url: 'http://h', commands: []} | commands must name",
                "{name: a, url: 'http://h', in-flight: 0} | in-flight must be",
                "{name: a, url: 'http://h', refresh: 5} | refresh must be",
                "{name: a, url: 'http://h', api-key: ''} | api-key must give",
                "{name: a, url: 'http://h', api-key: 'p4ss p4ss'} | api-key must give",
                "{name: a, url: 'http://h', api-key-file: /nowhere} | api-key-file must name",
                "{name: a, url: 'http://h', api-key-env: UNSET} | api-key-env must name",
                "{name: a, url: 'http://h', api-key: p4ss, api-key-env: SET} | api-key must be the only one",
                "{name: a, url: 'http://h'}, {name: a, url: 'http://i'} | federation.1.name must not be that of another",
            })
    void refusesInvalidSettings(String peers, String reason) {
        var failure = assertThrows(SettingsException.class, () -> create(peers));

        assertThat(failure.getMessage(), containsString(reason));
        assertThat(failure.getMessage(), not(containsString("p4ss")));
    }

    @Test
    void readsTheKeyFromAFileOrTheEnvironmentAndDoesNotShowIt() throws IOException {
        var file = Files.writeString(folder.resolve("key"), "p4ss-file\n");
        var peers =
                create(
                                "{name: a, url: 'http://h', api-key-env: SET}, {name: b, url: 'http://h', api-key-file: %s}"
                                        .formatted(file))
                        .peers();

        assertThat(peers.get(0).apiKey().orElseThrow().value(), is("p4ss-env"));
        assertThat(peers.get(1).apiKey().orElseThrow().value(), is("p4ss-file"));
        assertThat(peers.toString(), not(containsString("p4ss")));
    }

    @ParameterizedTest(name = "{0} failures, chance {1} -> {2} ms")
    @CsvSource({
        "0, 0.5, 60000",
        "0, 0.0, 48000",
        "0, 1.0, 72000",
        "1, 0.5, 1000",
        "2, 0.5, 2000",
        "4, 0.5, 8000",
        "7, 0.5, 60000",
        "1000000, 0.5, 60000",
    })
    void refreshesWithBackoffAndJitterWhileThePeerIsDown(int failures, double chance, long millis) {
        var pause = PeerRefresher.nextPause(Duration.ofMinutes(1), failures, chance);

        assertThat(Duration.ofNanos(pause).toMillis(), is(millis));
    }

    private FederationSettings create(String peers) throws IOException {
        var file = Files.writeString(folder.resolve("my.yaml"), "federation: [" + peers + "]\n");
        var settings =
                Settings.load(Optional.of(file), Map.of("SET", "p4ss-env"), new Properties());
        return FederationSettings.create(settings.root());
    }
}
