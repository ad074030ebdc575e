package dev.connectorproxy.egress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.connect.ClientTls;
import dev.connectorproxy.egress.connect.ProxySettings;
import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressSettingsTest {
    @TempDir static Path folder;

    @Test
    void hasADefaultForEverything() {
        var settings = EgressSettings.create(section(Map.of()));

        assertThat(settings.allow().allows("a.example.com", 443), is(false));
        assertThat(
                settings.timeouts(),
                is(
                        new EgressSettings.Timeouts(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10))));
        assertThat(
                settings.limits(),
                is(
                        new EgressSettings.Limits(
                                1_024, 256, 64, Duration.ofSeconds(1), 10 << 20, 10 << 20)));
        assertThat(settings.proxy(), is(ProxySettings.NONE));
        assertThat(settings.tls(), is(LoopbackHttpEgress.TLS));
        assertThat(settings.measuredTargets(), is(50));
    }

    @Test
    void anotherSectionAllowsMoreForItsOwnSettingsOnly() {
        var settings =
                EgressSettings.create(
                        section(Map.of("allow", "a.example.com:81", "measured-targets", "0")));

        var more = settings.withAllowed(section(Map.of("allow", "localhost")));

        assertThat(more.allow().allows("localhost", 9), is(true));
        assertThat(more.allow().allows("a.example.com", 81), is(true));
        assertThat(settings.allow().allows("localhost", 9), is(false));
        assertThat(more.limits(), is(settings.limits()));
        assertThat(more.measuredTargets(), is(0));
    }

    @Test
    void readsEveryKey() {
        var settings =
                EgressSettings.create(
                        section(
                                Map.of(
                                        "allow", "10.0.0.0/8, a.example.com:81",
                                        "connect-timeout", "PT1S",
                                        "dns-timeout", "PT2S",
                                        "idle-timeout", "PT3S",
                                        "connections", "4",
                                        "per-host", "5",
                                        "per-host-waiting", "0",
                                        "per-host-wait", "PT7S",
                                        "request-bytes", "8",
                                        "response-bytes", "9 KiB")));

        assertThat(settings.allow().allows("a.example.com", 81), is(true));
        assertThat(settings.timeouts().idle(), is(Duration.ofSeconds(3)));
        assertThat(
                settings.limits(),
                is(new EgressSettings.Limits(4, 5, 0, Duration.ofSeconds(7), 8, 9 << 10)));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "per-host, 0",
        "connections, -1",
        "proxy, ftp://proxy.example:21",
        "proxy, https://proxy.example",
        "proxy, http://user:s3cret@:80",
        "proxy, nonsense with s3cret",
        "ca-file, /does/not/exist/s3cret",
        "client-certificate-file, /does/not/exist",
        "client-key-file, /does/not/exist"
    })
    void namesTheKeyOfAnImpossibleValueAndNotTheValue(String key, String value) {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () -> EgressSettings.create(section(Map.of(key, value))));

        assertThat(failure.getMessage(), startsWith("egress." + key + " must"));
        assertThat(failure.getMessage(), not(containsString("s3cret")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "stack_proxy:3128, stack_proxy:3128",
        "HTTP://Proxy.example/, proxy.example:80",
        "http://[::1]:3128, ::1:3128"
    })
    void readsTheServerOfTheProxy(String text, String server) {
        var proxy = proxy(Map.of("proxy", text));

        assertThat(proxy.http().orElseThrow().toString(), is(server));
    }

    @Test
    void readsTheProxyFromAUrl() {
        var proxy =
                proxy(
                        Map.of(
                                "proxy",
                                "http://user:p%40ss@proxy.example:3128",
                                "no-proxy",
                                "a, .b"));

        var server = proxy.https().orElseThrow();
        assertThat(server.toString(), is("proxy.example:3128"));
        assertThat(server.authorization(), is(Optional.of("Basic dXNlcjpwQHNz")));
        assertThat(proxy.http(), is(proxy.https()));
        assertThat(proxy.nonProxyHosts(), contains("a", ".b"));
    }

    @Test
    void readsTheProxyOfTheSystemPropertiesFirst() {
        var proxy =
                proxy(
                        Map.of("proxy", "system"),
                        Map.of(
                                "https.proxyHost",
                                "one.example",
                                "https.proxyPort",
                                "81",
                                "http.nonProxyHosts",
                                "*.local|x"),
                        Map.of(
                                "HTTPS_PROXY",
                                "http://two.example",
                                "http_proxy",
                                "three.example:83",
                                "NO_PROXY",
                                "y,z"));

        assertThat(proxy.https().orElseThrow().toString(), is("one.example:81"));
        assertThat(proxy.http().orElseThrow().toString(), is("three.example:83"));
        assertThat(proxy.nonProxyHosts(), contains("*.local", "x", "y", "z"));
    }

    @Test
    void usesNoProxyWhenTheSystemHasNone() {
        var proxy = proxy(Map.of("proxy", "system"), Map.of(), Map.of());

        assertThat(proxy, is(ProxySettings.NONE));
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "*, a.example.com, true",
        "example.com, example.com, true",
        "example.com, a.example.com, true",
        "example.com, badexample.com, false",
        ".example.com, a.example.com, true",
        ".example.com, example.com, false",
        "*.Example.com, a.example.com, true",
        "10.1.*, 10.1.2.3, true",
        "10.1.*, 10.2.2.3, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.0.0/16, 10.1.2.3, true",
        "10.1.9.9/16, 10.1.2.3, true",
        "10.1.0.0/16, 10.2.2.3, false",
        "10.1.0.0/16, ten.example.com, false",
        "0.0.0.0/0, 10.2.2.3, true",
        "fd00::/8, fd00:0:0:0:0:0:0:1, true",
        "fd00::/8, 10.1.2.3, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "[::1], 0:0:0:0:0:0:0:1, true",
        "[::1]:80, 0:0:0:0:0:0:0:1, true",
        "[::1]:81, 0:0:0:0:0:0:0:1, false",
        "example.com:80, example.com, true",
        "example.com:80, a.example.com, true",
        "example.com:81, example.com, false",
        "*:80, example.com, true",
        "stack_app, stack_app, true"
    })
    void knowsTheDirectHosts(String except, String host, boolean straight) {
        var proxy = proxy(Map.of("proxy", "http://proxy.example", "no-proxy", except));

        assertThat(proxy.proxyFor(new TargetUrl("http", host, 80, "/")).isEmpty(), is(straight));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.0.0/33",
                "10.1/16",
                "host/8",
                "http://host",
                "host:http",
                "host:0",
                "[::1",
                "::g"
            })
    void refusesAMalformedDirectHost(String except) {
        refused("no-proxy", Map.of("proxy", "http://proxy.example", "no-proxy", except));
        assertThrows(
                SettingsException.class,
                () ->
                        proxy(
                                Map.of("proxy", "system"),
                                Map.of(),
                                Map.of("NO_PROXY", "a," + except)));
    }

    @Test
    void readsCertificatesAndKeys() throws Exception {
        var certificates = TestCertificates.of(folder, "settings.example.com");

        var tls =
                ClientTls.create(
                        section(
                                Map.of(
                                        "ca-file", certificates.certificateFile(folder).toString(),
                                        "client-certificate-file",
                                                certificates.certificateFile(folder).toString(),
                                        "client-key-file",
                                                certificates.keyFile(folder).toString())));

        assertThat(tls.authorities(), contains(certificates.certificate()));
        assertThat(tls.chain(), contains(certificates.certificate()));
        assertThat(tls.key().orElseThrow(), is(certificates.key()));
    }

    @Test
    void refusesFilesOfAnotherKind() throws Exception {
        var certificates = TestCertificates.of(folder, "kinds.example.com");
        var certificate = certificates.certificateFile(folder).toString();
        var key = certificates.keyFile(folder).toString();
        var other = TestCertificates.of(folder, "other.example.com").keyFile(folder).toString();
        var empty = Files.createFile(folder.resolve("empty.pem")).toString();
        var cut = folder.resolve("cut.pem");
        Files.writeString(cut, Files.readString(Path.of(certificate)).substring(0, 300));

        refused("ca-file", Map.of("ca-file", key));
        refused("ca-file", Map.of("ca-file", empty));
        refused("ca-file", Map.of("ca-file", cut.toString()));
        refused("client-key-file", Map.of("client-certificate-file", certificate));
        refused("client-certificate-file", Map.of("client-key-file", key));
        refused(
                "client-key-file",
                Map.of("client-certificate-file", certificate, "client-key-file", certificate));
        refused(
                "client-key-file",
                Map.of("client-certificate-file", certificate, "client-key-file", other));
    }

    private static void refused(String key, Map<String, String> values) {
        var failure =
                assertThrows(SettingsException.class, () -> EgressSettings.create(section(values)));
        assertThat(failure.getMessage(), startsWith("egress." + key + " must"));
    }

    private static ProxySettings proxy(Map<String, String> values) {
        return proxy(values, Map.of(), Map.of());
    }

    private static ProxySettings proxy(
            Map<String, String> values,
            Map<String, String> properties,
            Map<String, String> environment) {
        return ProxySettings.create(section(values), properties::get, environment::get);
    }

    private static Section section(Map<String, String> values) {
        var all = new HashMap<String, String>();
        values.forEach((key, value) -> all.put("egress." + key, value));
        var config = Config.just(ConfigSources.create(all));
        return new Section(config.get("egress"), new TreeSet<>());
    }
}
