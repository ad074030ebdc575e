package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

    private static ServerSettings read(Map<String, String> values) {
        var config = Config.just(ConfigSources.create(values));
        return ServerSettings.create(
                new Section(config.get("server"), new TreeSet<>()), 1000, Duration.ofSeconds(40));
    }

    @Test
    void hasItsDefaults() {
        var settings = read(Map.of());

        var expected =
                new ServerSettings(
                        "127.0.0.1",
                        8200,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        true,
                        Duration.ZERO,
                        Duration.ofSeconds(45),
                        List.of(),
                        PathPrefixes.NONE,
                        1000);
        assertThat(settings, is(expected));
    }

    @Test
    void canSwitchTheDetectionOfHangupsOff() {
        var settings = read(Map.of("server.detect-hangup", "false"));

        assertThat(settings.detectHangup(), is(false));
    }

    @Test
    void declaresEveryKeyItReads() {
        var declared = new TreeSet<String>();

        ServerSettings.create(
                new Section(Config.empty().get("server"), declared), 1000, Duration.ofSeconds(40));

        assertThat(
                declared,
                contains(
                        "server.body-timeout",
                        "server.cors-origins",
                        "server.detect-hangup",
                        "server.header-timeout",
                        "server.host",
                        "server.idle-timeout",
                        "server.path-prefixes",
                        "server.port",
                        "server.shutdown-delay",
                        "server.shutdown-grace"));
    }

    @Test
    void readsACommaListOfOrigins() {
        var origins = "https://arena.example.com, HTTP://Localhost:7001,http://[::1]:80";

        var settings = read(Map.of("server.cors-origins", origins));

        assertThat(
                settings.corsOrigins(),
                contains("https://arena.example.com", "http://localhost:7001", "http://[::1]:80"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arena.example.com",
                "https://",
                "https://arena.example.com/",
                "https://arena.example.com/path",
                "https://*.example.com",
                "https://user@arena.example.com",
                "https://arena.example.com:",
                "https://arena.example.com:http",
                "null",
                "**",
                "https://arena.example.com https://b.example.com",
            })
    void refusesAMalformedOrigin(String origin) {
        var failure =
                assertThrows(
                        SettingsException.class, () -> read(Map.of("server.cors-origins", origin)));

        assertThat(failure.getMessage(), startsWith("server.cors-origins must list origins"));
    }

    @ParameterizedTest
    @CsvSource({
        "port, -1",
        "port, 65536",
        "port, http",
        "header-timeout, 10",
        "idle-timeout, PT0S",
        "body-timeout, -PT1S",
        "shutdown-delay, -PT1S",
        "shutdown-grace, soon"
    })
    void refusesAnImpossibleValue(String key, String value) {
        var failure =
                assertThrows(SettingsException.class, () -> read(Map.of("server." + key, value)));

        assertThat(failure.getMessage(), startsWith("server." + key + " must be"));
    }
}
