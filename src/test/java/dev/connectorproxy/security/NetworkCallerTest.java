package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCallerTest {
    private static final String TWO_NETWORKS =
            """
            callers:
              - {name: pod, networks: [10.1.0.0/16], commands: [http/*], secrets: [t*]}
              - {name: cluster, networks: [10.0.0.0/8, 'fd00::/8'], commands: [example/*]}
            """;

    @TempDir private Path folder;

    private SecuritySettings settings(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("my.yaml"), yaml);
        var root = Settings.load(Optional.of(file), Map.of(), new Properties()).root();
        return SecuritySettings.create(root.section("security"), root.sections("callers"));
    }

    private static Caller identify(SecuritySettings settings, String peer, String... key) {
        var headers = WritableHeaders.create();
        for (var value : key) {
            headers.add(HeaderNames.create(CallerAuthenticator.HEADER), value);
        }
        return new CallerAuthenticator(settings, _ -> {})
                .identify(new InetSocketAddress(InetAddress.ofLiteral(peer), 1), headers);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "10.1.2.3, pod",
        "10.2.2.3, cluster",
        "::ffff:10.2.2.3, cluster",
        "fd00::1, cluster",
        "11.0.0.1, ''",
        "::1, ''",
        "127.0.0.1, ''"
    })
    void theFirstNetworkWithTheAddressSaysWhoCalls(String peer, String name) throws IOException {
        var caller = identify(settings(TWO_NETWORKS), peer);

        assertThat(caller.key().orElse(""), is(name));
        assertThat(caller.isKnown(), is(!name.isEmpty()));
        assertThat(caller.isKeyless(), is(true));
    }

    @Test
    void aCallerWithoutAKeyHasOnlyWhatItsGroupNames() throws IOException {
        var pod = identify(settings(TWO_NETWORKS), "10.1.2.3");

        assertThat(pod.mayRun("http/GetRequest"), is(true));
        assertThat(pod.mayRun("smtp/SendEmail"), is(false));
        assertThat(pod.mayUse("token"), is(true));
        assertThat(pod.mayUse("other"), is(false));
        assertThat(pod.isAdmin(), is(false));
    }

    @Test
    void aKeyCountsMoreThanTheNetwork() throws IOException {
        var settings = settings("security: {keys: [{name: arena, value: k}]}\n" + TWO_NETWORKS);

        assertThat(identify(settings, "10.1.2.3", "k").key(), is(Optional.of("arena")));
        assertThat(identify(settings, "10.1.2.3", "k").isKeyless(), is(false));
        assertThat(identify(settings, "10.1.2.3", "wrong").isKnown(), is(false));
        assertThat(identify(settings, "10.1.2.3", "").isKnown(), is(false));
        assertThat(identify(settings, "10.1.2.3", "k", "k").isKnown(), is(false));
    }

    @Test
    void aDeferredCallIsRunAsTheCallerOfItsNetwork() throws IOException {
        var authenticator = new CallerAuthenticator(settings(TWO_NETWORKS), _ -> {});

        assertThat(authenticator.caller(Optional.of("pod")).mayRun("http/GetRequest"), is(true));
        assertThat(authenticator.caller(Optional.of("gone")).isKnown(), is(false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "networks: [10.0.0.0/8] | callers.0.networks must name at least one network, and go with commands",
                "networks: [], commands: [http/*] | callers.0.networks must name at least one network",
                "networks: [10.0.0.1/8], commands: [http/*] | must list networks such as 10.0.0.0/8: it has bits set beyond its prefix",
                "networks: [intranet], commands: [http/*] | callers.0.networks must list networks",
                "networks: [10.0.0.0/8], commands: [http/*], name: key | callers.0.name must not be that of an API key",
                "networks: [10.0.0.0/8], commands: [http/*], name: 'a b' | callers.0.name must be 1 to 64 letters"
            })
    void anImpossibleGroupStopsTheStart(String caller, String message) {
        var name = caller.contains("name:") ? "" : "name: a, ";
        var yaml =
                "security: {keys: [{name: key, value: k}]}\ncallers: [{" + name + caller + "}]\n";

        var failure = assertThrows(SettingsException.class, () -> settings(yaml));

        assertThat(failure.getMessage(), containsString(message));
    }
}
