package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsListingTest {
    private static final String CANARY = "c4n4ry";

    @TempDir private Path folder;

    @Test
    void everyValueHasItsSource() throws IOException {
        var lines =
                listing(
                        """
                        limits: {wait: PT2S}
                        egress:
                          allow: [10.0.0.1, 10.0.0.2]
                        """);

        var file = folder.resolve("my.yaml");
        assertThat(
                lines,
                hasItems(
                        "server.host: 127.0.0.1  # default",
                        "server.port: 8300  # environment variable PORT",
                        "limits.deadline: PT20S  # system property limits.deadline",
                        "limits.wait: PT2S  # " + file + ":1",
                        "egress.allow: 10.0.0.1, 10.0.0.2  # " + file + ":3",
                        "security.secrets-without-key:  # default",
                        "signin.callback-base-url:  # not set"));
    }

    @Test
    void noSecretIsShown() throws IOException {
        var key = Files.writeString(folder.resolve("key"), CANARY);
        var lines =
                listing(
                        """
                        security:
                          api-key-file: %s
                          keys: [{name: a, value: %2$s, commands: [http/*]}, {name: b, sha256: %2$s}]
                        egress: {proxy: 'http://user:%2$s@proxy:3128'}
                        long-running:
                          old-keys: [%2$s, %2$s]
                          database: jdbc:postgresql://h/d?user=u&password=%2$s
                          database-password: %2$s
                        connectors:
                          aws: {secret-access-key: %2$s, session-token: %2$s}
                          mine: {whatever: %2$s, size: 5}
                        signin: {state-key: %2$s}
                        federation: [{name: p, url: 'http://h', api-key-env: PEER_KEY}]
                        """
                                .formatted(key, CANARY));

        assertThat(String.join("\n", lines), not(containsString(CANARY)));
        var place = folder.resolve("my.yaml");
        assertThat(
                lines,
                hasItems(
                        "security.api-key: ***  # file %s, named by security.api-key-file"
                                .formatted(key),
                        "security.api-key-file: %s  # %s:2".formatted(key, place),
                        "security.keys.0.value: ***  # " + place + ":3",
                        "security.keys.0.commands: http/*  # " + place + ":3",
                        "egress.proxy: http://***@proxy:3128  # " + place + ":4",
                        "long-running.database: jdbc:postgresql://h/d?user=***&password=***  # "
                                + place
                                + ":7",
                        "connectors.mine.whatever: ***  # " + place + ":11",
                        "connectors.mine.size: 5  # " + place + ":11",
                        "federation.0.api-key: ***  # environment variable PEER_KEY, named by federation.0.api-key-env"));
        assertThat(lines, not(hasItem(containsString("security.keys:"))));
    }

    private List<String> listing(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("my.yaml"), yaml);
        var properties = new Properties();
        properties.put("limits.deadline", "PT20S");
        var settings =
                Settings.load(
                        Optional.of(file), Map.of("PORT", "8300", "PEER_KEY", CANARY), properties);
        AllSettingsReaders.read(settings);
        settings.root().section("connectors").section("mine").flat();
        return settings.listing();
    }
}
