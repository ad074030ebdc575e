package dev.connectorproxy.egress.connect;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.settings.Section;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
    @ParameterizedTest(name = "{0} -> {1}, {2}")
    @CsvSource({
        "proxy.example, proxy.example:80, ",
        "proxy.example:3128, proxy.example:3128, ",
        "HTTP://proxy.example:65535, proxy.example:65535, ",
        "http://[::1]:1, ::1:1, ",
        "http://user:a+b%20c@proxy.example, proxy.example:80, Basic dXNlcjphK2IgYw==",
    })
    void readsAProxy(String text, String server, String authorization) {
        var proxy = ProxyServer.parse(text);

        assertThat(proxy.toString(), is(server));
        assertThat(proxy.authorization(), is(Optional.ofNullable(authorization)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://s3cret.example",
                "http://s3cret:0",
                "http://s3cret:65536",
                "http://s3cret@",
                "http://s 3cret",
            })
    void repeatsNothingOfWhatIsNoProxy(String text) {
        var failure = assertThrows(IllegalArgumentException.class, () -> ProxyServer.parse(text));

        assertThat(failure.getMessage(), not(containsString("s3cret")));
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "' ', 1", "a, 0", "a, 65536"})
    void aProxyHasAHostAndAPort(String host, int port) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProxyServer(host, port, Optional.empty()));
    }

    @Test
    void usesTheDefaultPortsOfTheSystemProperties() {
        var proxy =
                system(
                        Map.of("http.proxyHost", "one.example", "https.proxyHost", "two.example"),
                        Map.of());

        assertThat(proxy.http().orElseThrow().toString(), is("one.example:80"));
        assertThat(proxy.https().orElseThrow().toString(), is("two.example:443"));
    }

    @Test
    void takesBlankValuesOfTheSystemForNone() {
        var proxy =
                system(
                        Map.of("http.proxyHost", " ", "http.nonProxyHosts", " a | |b "),
                        Map.of("HTTPS_PROXY", " ", "no_proxy", "c,,d"));

        assertThat(proxy.http(), is(Optional.empty()));
        assertThat(proxy.https(), is(Optional.empty()));
        assertThat(proxy.nonProxyHosts(), contains("a", "b", "c", "d"));
    }

    @ParameterizedTest
    @CsvSource({"http, http.example:1", "https, https.example:2"})
    void choosesTheProxyByTheSchemeOfTheTarget(String scheme, String server) {
        var proxy =
                system(
                        Map.of(),
                        Map.of("HTTP_PROXY", "http.example:1", "HTTPS_PROXY", "https.example:2"));

        var chosen = proxy.proxyFor(new TargetUrl(scheme, "a.example", 80, "/")).orElseThrow();

        assertThat(chosen.toString(), is(server));
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "[0:0:0:0:0:0:0:1], 0:0:0:0:0:0:0:1, true",
        "*example.com, a.example.com, true",
        "*example.com, badexample.com, false",
        "*example.com, example.com, false",
        "*, a.example, true",
    })
    void connectsDirectlyToTheHostsOfAPattern(String pattern, String host, boolean direct) {
        var server = Optional.of(new ProxyServer("proxy.example", 80, Optional.empty()));
        var proxy = new ProxySettings(server, server, List.of(pattern));

        assertThat(proxy.proxyFor(new TargetUrl("http", host, 80, "/")).isEmpty(), is(direct));
    }

    private static ProxySettings system(
            Map<String, String> properties, Map<String, String> environment) {
        var config = Config.just(ConfigSources.create(Map.of("egress.proxy", "system")));
        var egress = new Section(config.get("egress"), new TreeSet<>());
        return ProxySettings.create(egress, properties::get, environment::get);
    }
}
