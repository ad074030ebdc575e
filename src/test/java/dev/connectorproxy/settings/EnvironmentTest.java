package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private SettingsInput given;

    @BeforeEach
    void inAnEmptyDirectory(@TempDir Path directory) {
        given = SettingsInput.nothing(directory);
    }

    @ParameterizedTest(name = "{0} is {1}.{2}")
    @CsvSource({
        "HOST, server, host",
        "CONNECTOR_PROXY_SERVER_HOST, server, host",
        "PORT, server, port",
        "CONNECTOR_PROXY_ASYNC_HTTP_PORT, server, port",
        "CONNECTOR_PROXY_SERVER_PORT, server, port",
        "CONNECTOR_PROXY_API_KEY, security, api-key",
        "CONNECTOR_PROXY_API_KEY_FILE, security, api-key-file",
        "CONNECTOR_PROXY_SECURITY_API_KEY, security, api-key",
        "CONNECTOR_PROXY_LIMITS_DEADLINE, limits, deadline",
        "CONNECTOR_PROXY_LIMITS_IN_FLIGHT, limits, in-flight",
        "CONNECTOR_PROXY_EGRESS_CLIENT_KEY_FILE, egress, client-key-file",
        "CONNECTOR_PROXY_LOGGING_FORMAT, logging, format",
    })
    void aVariableSetsItsKey(String name, String section, String key) {
        var settings =
                given.file("server:\n  host: file\n").environment(Map.of(name, "text")).load();

        assertThat(settings.root().section(section).text(key), is(Optional.of("text")));
        assertThat(settings.warnings(), is(empty()));
    }

    @Test
    void aCommaListSetsAList() {
        var root =
                given.environment(
                                Map.of(
                                        "CONNECTOR_PROXY_CORS_ORIGINS",
                                                "https://a.example , https://b.example,",
                                        "CONNECTOR_PROXY_EGRESS_NO_PROXY", "c.example"))
                        .root();

        assertThat(
                root.section("server").texts("cors-origins"),
                contains("https://a.example", "https://b.example"));
        assertThat(root.section("egress").texts("no-proxy"), contains("c.example"));
    }

    @Test
    void theMoreSpecialNameWins() {
        var port = Map.of("PORT", "1", "CONNECTOR_PROXY_ASYNC_HTTP_PORT", "2");
        var all =
                Map.of(
                        "PORT",
                        "1",
                        "CONNECTOR_PROXY_ASYNC_HTTP_PORT",
                        "2",
                        "CONNECTOR_PROXY_SERVER_PORT",
                        "3");

        assertThat(
                given.environment(port).root().section("server").text("port"),
                is(Optional.of("2")));
        assertThat(
                given.environment(all).root().section("server").text("port"), is(Optional.of("3")));
    }

    @Test
    void anEmptyVariableIsPresent() {
        var root = given.environment(Map.of("CONNECTOR_PROXY_API_KEY", "", "HOST", "")).root();

        assertThat(root.section("security").text("api-key"), is(Optional.of("")));
        assertThat(root.section("server").text("host"), is(Optional.of("")));
        assertThat(given.root().section("security").text("api-key"), is(Optional.empty()));
    }

    @Test
    void namesAreTakenLiterally() {
        var settings =
                given.environment(
                                Map.of(
                                        "SERVER_PORT",
                                        "1",
                                        "server.port",
                                        "2",
                                        "server_port",
                                        "3",
                                        "host",
                                        "a",
                                        "LIMITS_WAIT",
                                        "PT9S",
                                        "connector_proxy_limits_wait",
                                        "PT9S"))
                        .load();

        assertThat(settings.root().section("server").text("port"), is(Optional.of("8200")));
        assertThat(settings.root().section("server").text("host"), is(Optional.of("127.0.0.1")));
        assertThat(settings.root().section("limits").text("wait"), is(Optional.of("PT1S")));
    }

    @Test
    void anUnknownVariableWithOurPrefixIsAWarningAndDoesNotStopTheStart() {
        var settings =
                given.environment(
                                Map.of(
                                        "CONNECTOR_PROXY_PORT",
                                        "7004",
                                        "CONNECTOR_PROXY_LIMITS_DEADLNE",
                                        "PT1S",
                                        "CONNECTOR_PROXY_CONFIGS",
                                        "x",
                                        "PATH",
                                        "/bin",
                                        "CONNECTOR",
                                        "x"))
                        .load();
        AllSettingsReaders.read(settings);

        settings.refuseUnknown();

        assertThat(
                settings.warnings(),
                contains(
                        "environment variable CONNECTOR_PROXY_CONFIGS is not a setting; did you mean CONNECTOR_PROXY_CONFIG?",
                        "environment variable CONNECTOR_PROXY_LIMITS_DEADLNE is not a setting;"
                                + " did you mean CONNECTOR_PROXY_LIMITS_DEADLINE?",
                        "environment variable CONNECTOR_PROXY_PORT is not a setting; did you mean CONNECTOR_PROXY_SERVER_PORT?"));
    }

    @Test
    void variablesOfKubernetesForAServiceOfOurNameAreNoSettings() {
        var settings =
                given.environment(
                                Map.of(
                                        "CONNECTOR_PROXY_PORT", "tcp://10.0.0.1:8200",
                                        "CONNECTOR_PROXY_PORT_8200_TCP", "tcp://10.0.0.1:8200",
                                        "CONNECTOR_PROXY_PORT_8200_TCP_ADDR", "10.0.0.1",
                                        "CONNECTOR_PROXY_SERVICE_HOST", "10.0.0.1",
                                        "CONNECTOR_PROXY_SERVICE_PORT", "8200",
                                        "CONNECTOR_PROXY_SERVICE_PORT_HTTP", "8200",
                                        "CONNECTOR_PROXY_SERVER_PORT", "tcp://10.0.0.2:8200",
                                        "CONNECTOR_PROXY_SERVER_SERVICE_HOST", "10.0.0.2"))
                        .load();
        AllSettingsReaders.read(settings);

        assertThat(settings.root().section("server").text("port"), is(Optional.of("8200")));
        assertThat(settings.warnings(), is(empty()));
    }

    @Test
    void aVariableThatCouldMeanTwoKeysIsRefused() {
        var root = given.environment(Map.of("CONNECTOR_PROXY_CONNECTORS_X_A_B", "1")).root();
        var connector = root.section("connectors").section("x");
        connector.text("a-b");

        var refusal = assertThrows(SettingsException.class, () -> connector.section("a").text("b"));

        assertThat(
                refusal.getMessage(),
                is(
                        "environment variable CONNECTOR_PROXY_CONNECTORS_X_A_B:"
                                + " could mean connectors.x.a-b or connectors.x.a.b; use a file"));
    }

    @Test
    void noTwoOfOurKeysShareAName() {
        var settings =
                given.file(
                                "connectors:\n  http:\n    retries: {GET: {attempts: 1, backoff: PT1S, max-backoff: PT2S}}\n")
                        .load();
        AllSettingsReaders.read(settings);

        var names =
                settings.declared().stream()
                        .flatMap(key -> Environment.names(key).stream())
                        .toList();

        assertThat(new HashSet<>(names).size(), is(names.size()));
        assertThat(
                names.containsAll(
                        List.of(
                                "HOST",
                                "PORT",
                                "CONNECTOR_PROXY_CONNECTORS_HTTP_RETRIES_GET_MAX_BACKOFF")),
                is(true));
    }
}
