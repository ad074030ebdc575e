package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.devserver.fetch.PageSizes;
import dev.connectorproxy.server.ServerSettings;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings of the development server.
class DevServerSettingsTest {

    @Test
    void theDefaultsAreThoseOfTheReadme() {
        var settings = with(Map.of());

        assertThat(settings.enabled() && settings.debug(), is(true));
        assertThat(settings.listener().host() + settings.listener().port(), is("127.0.0.18081"));
        assertThat(settings.listener().maxRequestBytes(), is(1 << 20));
        assertThat(settings.security().keyRequired(), is(false));
        assertThat(settings.stateFile(), is(Optional.empty()));
        assertThat(settings.pageSize() + " " + settings.maxPageSize(), is("0 1000"));
        assertThat(settings.fetchTimeout(), is(Duration.ofSeconds(40)));
        assertThat(
                List.of(settings.connectors(), settings.states(), settings.inFlight()),
                is(List.of(100, 100_000, 256)));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000, 127.0.0.1, 9000",
        "localhost:0, localhost, 0",
        "[::1]:8081, [::1], 8081"
    })
    void theAddressIsAHostAndAPort(String address, String host, int port) {
        var settings = with(Map.of("CONNECTOR_DEV_ADDR", address));

        assertThat(settings.listener().host(), is(host));
        assertThat(settings.listener().port(), is(port));
    }

    @Test
    void aPortAloneIsAllAddressesAndDemandsAKey() {
        var open = Map.of("CONNECTOR_DEV_ADDR", ":8081");
        var locked =
                Map.of("CONNECTOR_DEV_ADDR", ":8081", "CONNECTOR_PROXY_DEV_SERVER_API_KEY", "k");
        var off =
                Map.of(
                        "CONNECTOR_DEV_ADDR",
                        ":8081",
                        "CONNECTOR_PROXY_DEV_SERVER_ENABLED",
                        "false");

        assertThat(with(locked).listener().host(), is("0.0.0.0"));
        assertThat(with(off).enabled(), is(false));
        assertThat(
                refusal(open),
                endsWith(
                        "dev-server.api-key must be set where dev-server.address is not a loopback address: 0.0.0.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8081", "localhost", "localhost:99999", "a b:1", "http://localhost:1", ""})
    void anAddressOfNoKnownFormIsRefused(String address) {
        assertThat(
                refusal(Map.of("CONNECTOR_DEV_ADDR", address)),
                endsWith("dev-server.address must be host:port, such as 127.0.0.1:8081, or :port"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONNECTOR_DEV_DEBUG | yes | dev-server.debug must be true or false",
                "CONNECTOR_PROXY_DEV_SERVER_API_KEY | '' | dev-server.api-key must not be empty; leave it out for none",
                "CONNECTOR_PROXY_DEV_SERVER_PAGE_SIZE | 1001 | dev-server.page-size must be a whole number from 0 to 1000",
                "CONNECTOR_PROXY_DEV_SERVER_MAX_PAGE_SIZE | 1001 | dev-server.max-page-size must be a whole number from 1 to 1000",
                "CONNECTOR_PROXY_DEV_SERVER_CONNECTORS | 0 | dev-server.connectors must be a whole number from 1 to 1000000"
            })
    void impossibleValuesAreRefused(String variable, String value, String message) {
        assertThat(refusal(Map.of(variable, value)), endsWith(message));
    }

    @Test
    void theStateFileIsAPath() {
        var settings = with(Map.of("CONNECTOR_PROXY_DEV_SERVER_STATE_FILE", "/tmp/x.json"));

        assertThat(settings.stateFile(), is(Optional.of(Path.of("/tmp/x.json"))));
    }

    @Test
    void theDefaultPageSizeNeverExceedsTheMaximum() {
        var sizes = new PageSizes(0, 50);

        assertThat(sizes.effectiveSize(0, 100), is(50));
        assertThat(sizes.effectiveSize(7, 100), is(7));
        assertThrows(DevServerException.class, () -> sizes.check(BigInteger.valueOf(51)));
    }

    @Test
    void twoProvidersWithOneNameStopTheStart() {
        List<PaymentProvider> twice = List.of(new FakeProvider("a"), new FakeProvider("a"));

        var failure = assertThrows(SettingsException.class, () -> new ProviderRegistry(twice));

        assertThat(failure.getMessage(), is("two payment providers are called a"));
    }

    @Test
    void aProviderWithoutAProperNameStopsTheStart() {
        List<PaymentProvider> odd = List.of(new FakeProvider("A/b"));

        assertThrows(SettingsException.class, () -> new ProviderRegistry(odd));
    }

    private static String refusal(Map<String, String> environment) {
        return assertThrows(SettingsException.class, () -> with(environment)).getMessage();
    }

    private static DevServerSettings with(Map<String, String> environment) {
        var root = Settings.load(Optional.empty(), environment, new Properties()).root();
        return DevServerSettings.create(
                root.section("dev-server"),
                ServerSettings.create(root.section("server"), 1 << 20, Duration.ofSeconds(40)));
    }
}
