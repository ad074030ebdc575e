package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.server.ServerSettings;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The requirements of section 1.6 of the contract on the start, the environment and the documentation.
class StartRequirementsTest {
    @Test
    void aPortInUseFailsTheStartWithOneClearLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = "address=127.0.0.1:" + taken.getLocalPort();

            var failure =
                    assertThrows(
                            SettingsException.class,
                            () -> new RunningDevServer(new FakeProvider(), address));

            assertThat(
                    failure.getMessage(),
                    is(
                            "dev-server.address: port %d on 127.0.0.1 is in use; dev-server.enabled: false does without it"
                                    .formatted(taken.getLocalPort())));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void connectorDevDebugIsReadFromTheEnvironment(String value, boolean debug) {
        assertThat(settings(Map.of("CONNECTOR_DEV_DEBUG", value)).debug(), is(debug));
    }

    @Test
    void connectorDevAddrAndDebugHaveTheirDefaults() {
        var settings = settings(Map.of());

        assertThat(settings.debug(), is(true));
        assertThat(settings.listener().host(), is("127.0.0.1"));
        assertThat(settings.listener().port(), is(8081));
        assertThat(settings(Map.of("CONNECTOR_DEV_ADDR", "127.0.0.1:9")).listener().port(), is(9));
    }

    @Test
    void successIsAnnouncedWithTheAddressThatIsBound() {
        try (var running = new RunningDevServer(new FakeProvider())) {
            assertThat(
                    running.announcement(),
                    is(
                            "dev server listening on http://127.0.0.1:%d, 1 payment providers; open it in a browser"
                                    .formatted(running.port())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# The connector development server",
                "make run",
                "java -jar target/connector-proxy.jar",
                "CONNECTOR_DEV_ADDR",
                "CONNECTOR_DEV_DEBUG",
                "curl -s $dev/connectors -d",
                "/fetch/accounts -d '{\"pageSize\": 2}'",
                "make dev-demo",
                "make dev-chaos",
                "make walk"
            })
    void thePageExplainsHowToRunItAndHowToUseItWithCurl(String needed) throws Exception {
        assertThat(
                Files.readString(Path.of("etc", "docs", "dev-server.md")), containsString(needed));
    }

    private static DevServerSettings settings(Map<String, String> environment) {
        var root = Settings.load(Optional.empty(), environment, new Properties()).root();
        return DevServerSettings.create(
                root.section("dev-server"),
                ServerSettings.create(root.section("server"), 1 << 20, Duration.ofSeconds(40)));
    }
}
