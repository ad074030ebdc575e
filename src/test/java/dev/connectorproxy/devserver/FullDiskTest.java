package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens when the state file cannot be written. A directory at the name of the temporary file is as good as a
/// full disk.
class FullDiskTest {
    @TempDir private Path folder;
    private final FakeProvider provider = new FakeProvider();
    private RunningDevServer server;

    @BeforeEach
    void start() {
        server = new RunningDevServer(provider, "state-file=" + file());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPageThatIsNotSavedComesAgain() throws IOException {
        var path = server.connector("fake");
        var first = server.request("POST", path + "/fetch/payments", "{\"pageSize\":1}");
        breakDisk();

        var failed = server.request("POST", path + "/fetch/payments", "{\"pageSize\":1}");
        assertThat(failed.status(), is(503));
        assertThat(failed.code(), is("RETRY_AFTER"));
        assertThat(failed.message(), is("the change cannot be saved"));
        assertThat(failed.httpResponse().headers().firstValue("Retry-After").orElse(""), is("1"));

        repairDisk();
        var second = server.request("POST", path + "/fetch/payments", "{\"pageSize\":1}");
        assertThat(first.body(), containsString("\"reference\":\"p0\""));
        assertThat(second.body(), containsString("\"reference\":\"p1\""));
    }

    @Test
    void theFirstPageThatIsNotSavedLeavesNoState() throws IOException {
        var path = server.connector("fake");
        var before = server.get(path + "/state").body();
        breakDisk();

        assertThat(server.post(path + "/fetch/payments", "").status(), is(503));

        assertThat(server.get(path + "/state").body(), is(before));
    }

    @Test
    void aConnectorWithoutAnIdThatIsNotSavedIsNotThere() throws IOException {
        var body =
                "{\"provider\":\"fake\",\"name\":\"n\",\"config\":" + RunningDevServer.CONFIG + "}";
        breakDisk();

        assertThat(server.post("/connectors", body).status(), is(503));

        assertThat(server.get("/connectors").json().getJsonArray("connectors"), hasSize(0));
    }

    @Test
    void otherChangesFailAndAreSavedWithTheNextOne() throws IOException {
        var path = server.connector("fake");
        breakDisk();

        assertThat(
                server.request("PUT", path + "/state/payments", "{\"state\":{\"next\":77}}")
                        .status(),
                is(503));
        assertThat(server.request("DELETE", path + "/state/accounts", "").status(), is(503));
        assertThat(
                server.request("PUT", "/config/page-size", "{\"pageSize\":9}").status(), is(503));
        assertThat(Files.readString(file()), not(containsString("{\"next\":77}")));

        repairDisk();
        assertThat(server.request("DELETE", path + "/state/accounts", "").status(), is(204));
        assertThat(Files.readString(file()), containsString("{\"next\":77}"));
        assertThat(Files.readString(file()), containsString("\"pageSize\":9"));
    }

    @Test
    void healthAndLogSayItOnceAndWhenItIsOver() throws IOException {
        var path = server.connector("fake");
        assertThat(server.health().get("degraded"), is("false"));
        breakDisk();
        server.request("DELETE", path + "/state/accounts", "");
        server.request("DELETE", path + "/state/accounts", "");

        assertThat(server.health().get("degraded"), is("true"));
        assertThat(server.health().get("state file"), is("cannot be written"));
        assertThat(server.log, hasSize(1));

        repairDisk();
        server.request("DELETE", path + "/state/accounts", "");
        assertThat(server.health().get("degraded"), is("false"));
        assertThat(server.log, hasSize(2));
    }

    @Test
    void theEndOfTheServerSavesWhatIsLeft() throws IOException {
        var path = server.connector("fake");
        breakDisk();
        server.request("PUT", path + "/state/payments", "{\"state\":{\"next\":77}}");
        repairDisk();

        server.close();

        assertThat(Files.readString(file()), containsString("{\"next\":77}"));
    }

    private void breakDisk() throws IOException {
        Files.createDirectories(temporary().resolve("not-empty"));
    }

    private void repairDisk() throws IOException {
        Files.delete(temporary().resolve("not-empty"));
        Files.delete(temporary());
    }

    private Path temporary() {
        return folder.resolve("state.json.new");
    }

    private Path file() {
        return folder.resolve("state.json");
    }
}
