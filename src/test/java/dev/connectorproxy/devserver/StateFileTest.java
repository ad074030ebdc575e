package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connectors and states across restarts.
class StateFileTest {
    @TempDir private Path folder;
    private final FakeProvider provider = new FakeProvider();

    @Test
    void aRestartContinuesAfterTheLastPage() {
        String path;
        String before;
        try (var server = start(provider)) {
            path = server.connector("fake");
            server.request("PUT", "/config/page-size", "{\"pageSize\":1}");
            server.post(path + "/fetch/payments", "");
            server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"A\"}}");
            server.post(path + "/fetch/others", "{\"name\":\"u\",\"fromPayload\":{\"x\":[1]}}");
            before = server.get(path + "/state").body();
        }

        try (var server = start(provider)) {
            assertThat(server.get(path + "/state").body(), is(before));
            assertThat(
                    server.post(path + "/fetch/payments", "").body(),
                    containsString("\"reference\":\"p1\""));
            assertThat(server.get("/config/page-size").json().getInt("pageSize"), is(1));
        }
    }

    @Test
    void everyKindOfChangeIsOnTheDiskBeforeItsResponse() throws IOException {
        try (var server = start(provider)) {
            var path = server.connector("fake");
            assertThat(text(), containsString("s3cret-key"));
            server.request("PUT", path + "/state/payments", "{\"state\":{\"next\":77}}");
            assertThat(text(), containsString("{\"next\":77}"));
            server.request("DELETE", path + "/state/payments", "");
            assertThat(text(), not(containsString("{\"next\":77}")));
            server.post(path + "/fetch/accounts", "");
            assertThat(text(), containsString("{\"next\":2}"));
            server.request("DELETE", path, "");
            assertThat(text(), is("{\"version\":1,\"pageSize\":0,\"connectors\":[]}"));
        }
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Files.writeString(file(), "{\"version\":1,\"connectors\":[]}");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        try (var server = start(provider)) {
            server.connector("fake");

            assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file())),
                    is("rw-------"));
        }
    }

    @Test
    void everyFileIsItsOwnersAlone() throws IOException {
        var lock = folder.resolve("state.json.lock");
        Files.writeString(lock, "");
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-r--r--"));

        try (var server = start(provider)) {
            server.connector("fake");

            assertOwnerOnly();
        }
        Files.delete(lock);
        try (var server = start(provider)) {
            server.connector("fake");

            assertOwnerOnly();
        }
    }

    private void assertOwnerOnly() throws IOException {
        try (var files = Files.list(file().getParent())) {
            for (var each : files.toList()) {
                assertThat(
                        each.toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                        is("rw-------"));
            }
        }
    }

    @Test
    void aConnectorWhosePluginIsMissingIsKeptUntilItIsBack() {
        String path;
        try (var server = start(provider)) {
            path = server.connector("fake");
            server.post(path + "/fetch/accounts", "");
        }
        try (var server = start(new FakeProvider("other"))) {
            assertThat(server.get(path).status(), is(404));
            assertThat(
                    server.log,
                    hasItem(containsString("cannot be restored: fake: plugin not found")));
            server.connector("other");
        }

        try (var server = start(provider)) {
            assertThat(
                    server.post(path + "/fetch/accounts", "").body(),
                    containsString("\"reference\":\"a2\""));
        }
    }

    @Test
    void aStateThatIsNestedAsDeeplyAsARequestMayBeOutlivesARestart() {
        var deep = "[".repeat(998) + "]".repeat(998);
        String path;
        try (var server = start(provider)) {
            path = server.connector("fake");
            var set = server.request("PUT", path + "/state/accounts", "{\"state\":" + deep + "}");
            assertThat(set.status(), is(200));
        }

        try (var server = start(provider)) {
            assertThat(server.get(path + "/state").body(), containsString(deep));
        }
    }

    @Test
    void aConnectorWhoseStatesExceedTheQuotaUsesNoneOfIt() {
        try (var server = start(provider)) {
            server.connector("fake");
            var path = server.connector("fake");
            server.post(path + "/fetch/accounts", "");
            server.post(path + "/fetch/payments", "");
        }

        try (var server = new RunningDevServer(provider, "state-file=" + file(), "states=1")) {
            var left = server.get("/connectors").json().getJsonArray("connectors");

            assertThat(left.size(), is(1));
            assertThat(server.log, hasItem(containsString("the server keeps at most 1")));
            assertThat(server.post("/fetch/accounts", "").status(), is(200));
        }
    }

    @Test
    void aFileThatIsNestedTooDeeplyStopsTheStart() throws IOException {
        Files.writeString(file(), "[".repeat(5_000));

        var failure = assertThrows(SettingsException.class, () -> start(provider));

        assertThat(failure.getMessage(), containsString("is not a state file of this program"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"version\":2}",
                "{\"version\":1,\"connectors\":[7]}"
            })
    void aFileOfAnotherKindStopsTheStartAndIsLeftAlone(String text) throws IOException {
        Files.writeString(file(), text);

        var failure = assertThrows(SettingsException.class, () -> start(provider));

        assertThat(failure.getMessage(), containsString("is not a state file of this program"));
        assertThat(failure.getMessage().lines().count(), is(1L));
        assertThat(text(), is(text));
    }

    @Test
    void aFileThatAnotherServerUsesStopsTheStart() {
        try (var server = start(provider)) {
            var path = server.connector("fake");

            var failure = assertThrows(SettingsException.class, () -> start(provider));

            assertThat(failure.getMessage(), containsString("is used by another process"));
            assertThat(server.get(path).status(), is(200));
        }
        start(provider).close();
    }

    @Test
    void aFileThatCannotBeWrittenStopsTheStart() {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () ->
                                new RunningDevServer(
                                        provider,
                                        "state-file=" + folder.resolve("nowhere/state.json")));

        assertThat(failure.getMessage(), containsString("cannot be written"));
    }

    private RunningDevServer start(PaymentProvider provider) {
        return new RunningDevServer(List.of(provider), "state-file=" + file());
    }

    private Path file() {
        return folder.resolve("state.json");
    }

    private String text() throws IOException {
        return Files.readString(file());
    }
}
