package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigParser;
import io.helidon.config.spi.ConfigSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLayersTest {
    private static final String FILE = "server:\n  port: 8001\n";
    private static final Map<String, String> ENVIRONMENT = Map.of("PORT", "8002");
    private static final Map<String, String> PROPERTIES = Map.of("server.port", "8003");

    private SettingsInput given;

    @BeforeEach
    void inAnEmptyDirectory(@TempDir Path directory) {
        given = SettingsInput.nothing(directory);
    }

    @Test
    void everySourceOverrulesTheOnesBelowIt() {
        assertThat(port(given), is(8200));
        assertThat(port(given.file(FILE)), is(8001));
        assertThat(port(given.file(FILE).environment(ENVIRONMENT)), is(8002));
        assertThat(
                port(given.file(FILE).environment(ENVIRONMENT).properties(PROPERTIES)), is(8003));
        assertThat(port(given.environment(ENVIRONMENT).properties(PROPERTIES)), is(8003));
        assertThat(port(given.file(FILE).properties(PROPERTIES)), is(8003));
        assertThat(port(given.environment(ENVIRONMENT)), is(8002));
        assertThat(port(given.properties(PROPERTIES)), is(8003));
    }

    @Test
    void sectionsMergeSoThatAFileNeedsOnlyWhatDiffers() {
        var server = given.file(FILE).root().section("server");

        assertThat(server.number("port", 1, 0, 65535), is(8001));
        assertThat(server.text("host", "?"), is("127.0.0.1"));
        assertThat(server.duration("idle-timeout", Duration.ZERO), is(Duration.ofSeconds(30)));
    }

    @Test
    void aSectionWhoseKeysAreAllCommentedOutChangesNothing() {
        var settings = given.file("server:\n  # port: 1\negress: ~\nlimits: null\n").load();

        assertThat(settings.root().section("server").number("port", 1, 0, 65535), is(8200));
        assertThat(settings.root().section("egress").bytes("response-bytes", 1), is(10 << 20));
        assertThat(settings.root().section("limits").number("in-flight", 1, 0, 9999), is(1024));
        settings.refuseUnknown();
    }

    @Test
    void aVariableOfTheNameOfASectionChangesNothing() {
        var settings = given.environment(Map.of("CONNECTOR_PROXY_SERVER", "x")).load();

        assertThat(settings.root().section("server").number("port", 1, 0, 65535), is(8200));
        assertThat(
                settings.warnings().getFirst(),
                startsWith("environment variable CONNECTOR_PROXY_SERVER is not a setting"));
    }

    @Test
    void aListReplacesTheListBelowItWhetherShorterOrEmpty() {
        var lower = source("egress:\n  allow: [a.example, b.example, c.example]\n");

        assertThat(allow(lower, source("egress:\n  allow: [d.example]\n")), contains("d.example"));
        assertThat(allow(lower, source("egress:\n  allow: []\n")), is(empty()));
        assertThat(allow(lower, source("egress:\n  allow:\n")), is(empty()));
        assertThat(
                allow(lower, source("egress:\n  allow: d.example, e.example\n")),
                contains("d.example", "e.example"));
    }

    @Test
    void aCommaTextFromTheEnvironmentReplacesTheListOfTheFile() {
        var file = given.file("egress:\n  allow: [a.example, b.example, c.example]\n");

        assertThat(allow(file), contains("a.example", "b.example", "c.example"));
        assertThat(
                allow(
                        file.environment(
                                Map.of(
                                        "CONNECTOR_PROXY_EGRESS_ALLOW",
                                        "10.0.0.0/8, x.example:8080 ,"))),
                contains("10.0.0.0/8", "x.example:8080"));
        assertThat(
                allow(file.environment(Map.of("CONNECTOR_PROXY_EGRESS_ALLOW", ""))), is(empty()));
    }

    @Test
    void aCommaTextFromAPropertyReplacesTheListsOfFileAndEnvironment() {
        var all =
                given.file("egress:\n  allow: [a.example, b.example]\n")
                        .environment(Map.of("CONNECTOR_PROXY_EGRESS_ALLOW", "c.example"));

        assertThat(
                allow(all.properties(Map.of("egress.allow", "d.example"))), contains("d.example"));
        assertThat(allow(all.properties(Map.of("egress.allow", ""))), is(empty()));
    }

    @Test
    void aListOfSectionsKeepsItsOrder() {
        var keys =
                given.file(
                                "security:\n  keys:\n    - name: zoe\n      commands: [http/*, example/*]\n    - name: adam\n")
                        .root()
                        .section("security")
                        .sections("keys");

        assertThat(keys.stream().map(it -> it.text("name", "?")).toList(), contains("zoe", "adam"));
        assertThat(keys.getFirst().texts("commands"), contains("http/*", "example/*"));
    }

    @Test
    void aKeyWithDotsIsTheSameAsSections() {
        assertThat(port(given.file("server.port: 8001\nserver:\n  host: ::1\n")), is(8001));
    }

    @Test
    void valuesArriveAsTheyAreWrittenWithNoReferenceResolved() {
        var text =
                "server:\n  host: hidden\nsecurity:\n  keys:\n"
                        + "    - {a: '${server.host}', b: 0123, c: 1e10, d: $server.host, e: yes, f: 2026-01-02, g: 'a\\.b', h: 1.10}\n";
        var key = given.file(text).root().section("security").sections("keys").getFirst();

        assertThat(
                key.flat(),
                is(
                        Map.of(
                                "a",
                                "${server.host}",
                                "b",
                                "0123",
                                "c",
                                "1e10",
                                "d",
                                "$server.host",
                                "e",
                                "yes",
                                "f",
                                "2026-01-02",
                                "g",
                                "a\\.b",
                                "h",
                                "1.10")));
    }

    @Test
    void referencesInEnvironmentAndPropertiesAreNotResolvedEither() {
        var variable =
                given.environment(Map.of("CONNECTOR_PROXY_API_KEY", "a${server.host}$b")).root();
        var property = given.properties(Map.of("security.api-key", "a${server.host}$b")).root();

        assertThat(
                variable.section("security").text("api-key"), is(Optional.of("a${server.host}$b")));
        assertThat(
                property.section("security").text("api-key"), is(Optional.of("a${server.host}$b")));
    }

    @Test
    void aReferenceInAKeyIsNotResolvedEither() {
        var connector =
                given.file(
                                "top: hidden\nconnectors:\n  x:\n    ${top}: 1\n    $top: 2\n    ~b: 3\n")
                        .root()
                        .section("connectors")
                        .section("x");

        assertThat(connector.flat(), is(Map.of("${top}", "1", "$top", "2", "~0b", "3")));
    }

    @Test
    void anEmptyOrCommentedFileMeansTheDefaults() {
        assertThat(port(given.file("")), is(8200));
        assertThat(port(given.file("# nothing\n")), is(8200));
        assertThat(port(given.file("---\n")), is(8200));
        assertThat(port(given.file("{}\n")), is(8200));
    }

    @Test
    void theFileIsNamedByTheOptionElseByTheEnvironment(@TempDir Path other) {
        var named = new SettingsInput(other, Optional.of("server.port: 9000"), Map.of(), Map.of());
        named.load();
        var variable = Map.of("CONNECTOR_PROXY_CONFIG", named.path().toString());

        assertThat(port(given.environment(variable)), is(9000));
        assertThat(given.environment(variable).load().source(), is(named.path().toString()));
        assertThat(port(given.file(FILE).environment(variable)), is(8001));
        assertThat(given.file(FILE).load().source(), is(given.path().toString()));
        assertThat(given.load().source(), is("built-in defaults"));
    }

    @Test
    void propertiesOfOtherProgramsAreNotOurs() {
        var settings =
                given.properties(
                                Map.of(
                                        "java.home",
                                        "/x",
                                        "serverx.port",
                                        "1",
                                        "helidon.config",
                                        "y"))
                        .load();

        settings.refuseUnknown();
        assertThat(settings.root().section("server").number("port", 1, 0, 65535), is(8200));
    }

    private static int port(SettingsInput given) {
        return given.root().section("server").number("port", 1, 0, 65535);
    }

    private static List<String> allow(SettingsInput given) {
        return given.root().section("egress").texts("allow");
    }

    private static List<String> allow(ConfigSource lower, ConfigSource higher) {
        var config = Settings.config(List.of(higher, lower));
        return new Section(config, new TreeSet<>()).section("egress").texts("allow");
    }

    private static ConfigSource source(String yaml) {
        var content =
                ConfigParser.Content.builder()
                        .data(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                        .build();
        return ConfigSources.create(new StrictYaml("x.yaml").parse(content));
    }
}
