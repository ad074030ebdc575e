package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    private SettingsInput given;

    @BeforeEach
    void inAnEmptyDirectory(@TempDir Path directory) {
        given = SettingsInput.nothing(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40",
                "40s",
                "PT0S",
                "-PT1S",
                "PT0.0001S",
                "P8D",
                "PT99999999999999999999S",
                ""
            })
    void aDurationIsIsoAndFitsEverywhere(String text) {
        refuses(text, it -> it.duration("x", Duration.ofSeconds(1)));
    }

    @Test
    void aDurationMayBeZeroWhereThatIsTheDefault() {
        var section = given.properties(Map.of("server.x", "PT0S")).root().section("server");

        assertThat(section.duration("x", Duration.ZERO), is(Duration.ZERO));
        refuses("PT-1S", it -> it.duration("x", Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "10 MB",
                "10 mib",
                "2048 MiB",
                "9223372036854775807 MiB",
                "1 2 3",
                "MiB",
                ""
            })
    void aSizeIsAPositiveNumberOfBytes(String text) {
        refuses(text, it -> it.bytes("x", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "1", ""})
    void aFlagIsTrueOrFalse(String text) {
        refuses(text, it -> it.flag("x", true));
    }

    @Test
    void amountsAreReadAsTheyAreMeant() {
        var section =
                given.properties(
                                Map.of(
                                        "server.a",
                                        "PT0.001S",
                                        "server.b",
                                        "P7D",
                                        "server.c",
                                        "512 KiB",
                                        "server.d",
                                        "1024MiB",
                                        "server.e",
                                        "7",
                                        "server.f",
                                        "true",
                                        "server.h",
                                        "false"))
                        .root()
                        .section("server");

        assertThat(section.duration("a", Duration.ZERO), is(Duration.ofMillis(1)));
        assertThat(section.duration("b", Duration.ZERO), is(Duration.ofDays(7)));
        assertThat(section.bytes("c", 1), is(512 * 1024));
        assertThat(section.bytes("d", 1), is(1 << 30));
        assertThat(section.bytes("e", 1), is(7));
        assertThat(section.flag("f", false), is(true));
        assertThat(section.flag("g", true), is(true));
        assertThat(section.flag("g", false), is(false));
        assertThat(section.flag("h", true), is(false));
    }

    @Test
    void aConnectorsOwnKeysAreRefusedOnlyWhenTheConnectorSaysWhichItHas() {
        var settings =
                given.file(
                                "connectors:\n  x:\n    a: 1\n    retries: {GET: {attempts: 3}, PUT: {atempts: 3}}\n")
                        .environment(
                                Map.of(
                                        "CONNECTOR_PROXY_CONNECTORS_X_B",
                                        "2",
                                        "CONNECTOR_PROXY_CONNECTORS_X_A",
                                        "4"))
                        .load();
        var all = List.of("a", "b", "c", "retries.*.attempts");
        AllSettingsReaders.read(settings);

        var section = settings.root().section("connectors").section("x");
        assertThat(section.flat(all), is(Map.of("a", "4", "b", "2", "retries.GET.attempts", "3")));
        assertThat(
                assertThrows(SettingsException.class, settings::refuseUnknown).getMessage(),
                is(
                        given.path()
                                + ":4: connectors.x.retries.PUT.atempts is not a setting; "
                                + "did you mean connectors.x.retries.GET.attempts?"));

        assertThat(
                section.flat().keySet(),
                containsInAnyOrder("a", "retries.PUT.atempts", "retries.GET.attempts"));
        settings.refuseUnknown();
    }

    @Test
    void aConnectorWithoutSettingsHasNone() {
        var connectors = given.file("connectors:\n  x:\n  z: {}\n").root().section("connectors");

        assertThat(connectors.section("x").flat(), is(Map.of()));
        assertThat(connectors.section("y").flat(), is(Map.of()));
        assertThat(connectors.section("z").flat(), is(Map.of()));
    }

    private void refuses(String text, Consumer<Section> reader) {
        var section = given.properties(Map.of("server.x", text)).root().section("server");

        var refusal = assertThrows(SettingsException.class, () -> reader.accept(section));

        assertThat(
                refusal.getMessage(),
                containsString("system property server.x: server.x must be "));
    }
}
