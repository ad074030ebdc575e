package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.observe.LogSettings;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.ListenerTls;
import dev.connectorproxy.server.TlsSettings;
import dev.connectorproxy.server.TlsSettings.ClientAuth;
import dev.connectorproxy.settings.Settings;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    private static final String ONE_KEY = "security: {keys: [{name: a, value: aaa}]}\n";

    @TempDir private Path folder;

    @Test
    void replacesTheKeyOfAFile() throws Exception {
        var file = Files.writeString(folder.resolve("key"), "before");
        var host = new Host("security: {api-key-file: %s}".formatted(file));

        Files.writeString(file, "after");
        var line = host.reload();

        assertThat(host.knows("before"), is(false));
        assertThat(host.knows("after"), is(true));
        assertThat(line, containsString("INFO"));
        assertThat(line, containsString("reload: read again: API keys (default); failed: nothing"));
        assertThat(line, not(containsString("after")));
    }

    @Test
    void keepsTheKeysWhileTheirFileIsEmpty() throws Exception {
        var file = Files.writeString(folder.resolve("key"), "before");
        var host = new Host("security: {api-key-file: %s}".formatted(file));

        Files.writeString(file, "");
        var line = host.reload();

        assertThat(host.knows("before"), is(true));
        assertThat(line, containsString("WARN"));
        assertThat(line, containsString("read again: nothing; failed: CONNECTOR_PROXY_API_KEY"));
    }

    @Test
    void addsAndRemovesKeysOfTheSettings() throws Exception {
        var host = new Host(ONE_KEY);

        var line = host.reload("security: {keys: [{name: b, value: bbb, commands: [http/*]}]}");

        assertThat(host.knows("aaa"), is(false));
        assertThat(host.knows("bbb"), is(true));
        assertThat(line, containsString("read again: API keys (b)"));
        assertThat(line, containsString("needs a restart: the shares and metrics"));
    }

    @Test
    void neverOpensTheProxy() throws Exception {
        var host = new Host(ONE_KEY);

        var line = host.reload("server: {port: 0}");

        assertThat(host.knows("anything"), is(false));
        assertThat(host.knows("aaa"), is(true));
        assertThat(line, containsString("security has no API key any more"));
    }

    @Test
    void refusesAMisspeltKeyOfTheSectionThatIsRead() throws Exception {
        var host = new Host(ONE_KEY);

        var line = host.reload("security: {keys: [{name: b, value: bbb, comands: [http/*]}]}");

        assertThat(host.knows("bbb"), is(false));
        assertThat(line, containsString("comands is not a setting"));
    }

    @Test
    void namesTheSettingsThatNeedARestartWithoutTheirValues() throws Exception {
        var host = new Host(ONE_KEY);

        var line = host.reload(ONE_KEY + "limits: {deadline: PT39S}");

        assertThat(line, containsString("changed, but needs a restart: limits.deadline"));
        assertThat(line, not(containsString("PT39S")));
    }

    @Test
    void readsTheFilesOfTheListenersTlsThoughTheSettingsAreBroken() throws Exception {
        var host = new Host(ONE_KEY, tls());

        var line = host.reload("{");

        assertThat(host.knows("aaa"), is(true));
        assertThat(
                line,
                allOf(
                        containsString("read again: server.tls; failed:"),
                        containsString("is not valid YAML")));
    }

    @Test
    void readsTheKeysThoughTheFilesOfTheListenersTlsAreBroken() throws Exception {
        var tls = tls();
        var host = new Host(ONE_KEY, tls);

        Files.writeString(folder.resolve("key.pem"), "broken");
        var line = host.reload(ONE_KEY.replace("aaa", "bbb"));

        assertThat(host.knows("bbb"), is(true));
        assertThat(
                line,
                containsString(
                        "read again: API keys (a); failed: server.tls.private-key-file must be"));
        assertThat(tls.isStale(), is(true));
    }

    private ListenerTls tls() throws Exception {
        var made = TestCertificates.of(folder, "one");
        var key = Files.move(made.keyFile(folder), folder.resolve("key.pem"));
        var settings =
                new TlsSettings(
                        made.certificateFile(folder), key, Optional.empty(), ClientAuth.NONE);
        return new ListenerTls(settings, _ -> {});
    }

    /// What is reloaded, with a log in memory.
    private final class Host {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Path file = folder.resolve("application.yaml");
        private final Settings started;
        private final List<String> keyNames;
        private final CallerAuthenticator authenticator;
        private final Optional<ListenerTls> tls;

        Host(String yaml) throws IOException {
            this(yaml, null);
        }

        Host(String yaml, ListenerTls tls) throws IOException {
            Files.writeString(file, yaml);
            this.started = load();
            var security = AllSettings.create(started).security();
            this.keyNames = security.keyNames();
            this.authenticator = new CallerAuthenticator(security, _ -> {});
            this.tls = Optional.ofNullable(tls);
        }

        String reload(String yaml) throws IOException {
            Files.writeString(file, yaml);
            return reload();
        }

        String reload() {
            var text = new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO);
            try (var log = new LogWriter(out, text)) {
                new Reload(authenticator, keyNames, tls, log).run(started, this::load);
            }
            return out.toString(StandardCharsets.UTF_8);
        }

        boolean knows(String key) {
            var headers = WritableHeaders.create();
            headers.set(HeaderNames.create(CallerAuthenticator.HEADER), key);
            return authenticator.identify(new InetSocketAddress(0), headers).isKnown();
        }

        private Settings load() {
            return Settings.load(Optional.of(file), Map.of(), new Properties());
        }
    }
}
