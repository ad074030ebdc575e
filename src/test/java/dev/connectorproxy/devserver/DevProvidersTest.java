package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The routes under `/providers`.
class DevProvidersTest extends DevServerCase {
    @Test
    void allProvidersAreListedInAscendingOrder() {
        try (var both = new RunningDevServer(List.of(provider, new FakeProvider("debug-only")))) {
            var response = both.get("/providers");

            assertThat(response.body(), is("[\"debug-only\",\"fake\"]\n"));
            assertThat(
                    response.httpResponse().headers().firstValue("Content-Type").orElseThrow(),
                    is("application/json"));
        }
    }

    @Test
    void providersForDebuggingAreHiddenWithoutDebugButUsable() {
        try (var quiet =
                new RunningDevServer(
                        List.of(provider, new FakeProvider("debug-only")), "debug=false")) {
            assertThat(quiet.get("/providers").body(), is("[\"fake\"]\n"));
            assertThat(quiet.get("/providers/debug-only/config-schema").status(), is(200));
            assertThat(quiet.get(quiet.connector("debug-only")).status(), is(200));
        }
    }

    @Test
    void theConfigSchemaListsTheFieldsInAlphabeticalOrder() {
        var schema = server.get("/providers/Fake/config-schema").json();

        assertThat(
                schema.keySet(), contains("apiKey", "name", "pageSize", "pollingPeriod", "rows"));
        assertThat(schema.getJsonObject("pageSize").getString("defaultValue"), is("2"));
    }

    @Test
    void capabilitiesAreNames() {
        assertThat(
                server.get("/providers/fake/capabilities").body(),
                is(
                        "{\"capabilities\":[\"FETCH_ACCOUNTS\",\"FETCH_PAYMENTS\"],\"provider\":\"fake\"}\n"));
    }

    @Test
    void validateConfigReportsEveryProblemAndCreatesNothing() {
        var bad =
                server.post(
                        "/providers/fake/validate-config",
                        "{\"name\":\"n\",\"config\":{\"rows\":\"x\"}}");
        var good =
                server.post(
                        "/providers/fake/validate-config",
                        "{\"name\":\"n\",\"config\":{\"apiKey\":\"k\"}}");
        var refused =
                server.post(
                        "/providers/fake/validate-config",
                        "{\"config\":{\"name\":\"n\",\"apiKey\":\"malformed-s3cret\"}}");
        var missing = server.post("/providers/fake/validate-config", "");

        assertThat(
                bad.json().getJsonArray("problems").getValuesAs(JsonObject.class).stream()
                        .map(it -> it.getString("field"))
                        .toList(),
                contains("apiKey", "rows"));
        assertThat(good.body(), is("{\"problems\":[],\"valid\":true}\n"));
        assertThat(
                refused.body(),
                is(
                        "{\"problems\":[{\"field\":\"\",\"message\":\"invalid config: no key: ***\"}],\"valid\":false}\n"));
        assertThat(missing.message(), is("config is required"));
        assertThat(server.get("/connectors").json().getJsonArray("connectors").isEmpty(), is(true));
    }
}
