package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The schemas of the responses of a provider, and their baseline.
class SchemaRoutesTest {
    private static final String SECRET = "sk_live_Zx81";

    private volatile String body =
            "{\"id\":\"t_1\",\"amount\":1,\"key " + SECRET + "\":\"" + SECRET + "\"}";

    private final RunningDevServer server =
            new RunningDevServer(
                    List.of(new CallingProvider()),
                    (_, _) -> new HttpResponse(200, List.of(), body.getBytes(UTF_8)),
                    UUID::randomUUID);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void schemasContainNoValueAndNoSecret() {
        var path = connector();
        fetch(path);

        var schemas = server.get(path + "/schemas");

        assertThat(schemas.body(), not(containsString("t_1")));
        assertThat(schemas.body(), not(containsString(SECRET)));
        var first = schemas.json().getJsonArray("schemas").getJsonObject(0);
        assertThat(first.getString("method") + " " + first.getString("path"), is("GET /rows"));
        assertThat(first.getInt("samples"), is(1));
        assertThat(property(first, "amount").getString("type"), is("integer"));
    }

    @Test
    void changesSinceTheBaselineAreShown() {
        var path = connector();
        fetch(path);
        assertThat(server.get(path + "/schemas/compare").message(), is("no baseline"));
        server.post(path + "/schemas/baseline", "");
        assertThat(compare(path).getInt("breaking"), is(0));

        server.request("DELETE", path + "/exchanges", "");
        body = "{\"id\":\"t_1\",\"amount\":1.5}";
        fetch(path);

        var changed = compare(path);
        assertThat(changed.getInt("breaking"), is(4)); // the amount and the key, of POST and GET
        assertThat(
                changed.getJsonArray("endpoints").getJsonObject(0).getString("status"),
                is("changed"));
    }

    @Test
    void aBaselineIsExportedAndImported() {
        var path = connector();
        fetch(path);
        server.post(path + "/schemas/baseline", "");
        var exported = server.get(path + "/schemas/baseline").body();
        var other = connector();

        var imported = server.request("PUT", other + "/schemas/baseline", exported);

        assertThat(exported, not(containsString(SECRET)));
        assertThat(imported.body(), is(exported));
        var notSeen = compare(other).getJsonArray("endpoints").getJsonObject(0);
        assertThat(notSeen.getString("status"), is("not seen"));
        assertThat(
                server.request("PUT", other + "/schemas/baseline", "{\"schemas\":[1]}").message(),
                is("invalid baseline"));
    }

    private JsonObject compare(String path) {
        return server.get(path + "/schemas/compare").json();
    }

    private static JsonObject property(JsonObject schema, String name) {
        return schema.getJsonObject("schema").getJsonObject("properties").getJsonObject(name);
    }

    private String connector() {
        return server.connector("calling", "{\"apiKey\":\"" + SECRET + "\"}");
    }

    private void fetch(String path) {
        server.post(path + "/fetch/payments", "{\"reset\":true}");
    }
}
