package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.devserver.connector.ConnectorId;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The requirements of section 1.6 of the contract, from the review of the original development server, on connectors.
class ConnectorRequirementsTest extends DevServerCase {
    @Test
    void postConnectorsGeneratesAUuidOfVersionFour() {
        var path = server.connector("fake");

        var id = ConnectorId.parse(path.substring("/connectors/".length()));

        assertThat(id.reference().version(), is(4));
    }

    @Test
    void postConnectorsRespondsWith500WhenNoUuidCanBeGenerated() {
        try (var unlucky =
                new RunningDevServer(
                        List.of(provider),
                        () -> {
                            throw new InternalError("no entropy");
                        })) {
            var response = create(unlucky, "fake", "");

            assertThat(response.status(), is(500));
            assertThat(response.code(), is("DEFAULT"));
            assertThat(unlucky.get("/providers").status(), is(200));
        }
    }

    @Test
    void postConnectorsRefusesAConnectorIdOfAnotherProvider() {
        var other = ConnectorId.of("stripe", UUID.randomUUID()).toText();

        var response = create(server, "fake", other);

        assertThat(response.status(), is(400));
        assertThat(response.message(), is("connectorId provider mismatch"));
        assertThat(response.details(), is("connectorId provider stripe != body provider fake"));
    }

    @Test
    void postConnectorsComparesTheProviderOfAConnectorIdInLowerCase() {
        var id = ConnectorId.of("fake", UUID.randomUUID()).toText();

        var response = create(server, "FaKe", id);

        assertThat(response.status(), is(201));
        assertThat(response.json().getString("connectorId"), is(id));
        assertThat(response.json().getString("provider"), is("FaKe"));
    }

    /// The example of section 1.4.
    @Test
    void theIdOfAConnectorIsWrittenAsTheOriginalWritesIt() {
        var text =
                "eyJQcm92aWRlciI6InN0cmlwZSIsIlJlZmVyZW5jZSI6IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMSJ9";
        var id = ConnectorId.of("Stripe", new UUID(0, 1));

        assertThat(id.toText(), is(text));
        assertThat(ConnectorId.parse(text), is(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Provider\":\"fake\"}",
                "{\"Provider\":\"fake\",\"Reference\":\"\"}",
                "{\"Provider\":\"fake\",\"Reference\":\"00000000-0000-0000-0000-000000000000\"}",
                "{\"Provider\":\"fake\",\"Reference\":\"1-1-1-1-1\"}",
                "{\"Reference\":\"00000000-0000-0000-0000-000000000001\"}",
                "[]",
                "?"
            })
    void postConnectorsRefusesAConnectorIdWithoutReference(String inner) {
        var id =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(inner.getBytes(StandardCharsets.UTF_8));

        var response = create(server, "fake", id);

        assertThat(response.status(), is(400));
        assertThat(response.message(), is("invalid connectorId"));
        assertThat(response.details(), not(is("")));
    }

    @Test
    void postConnectorsOfAKnownIdReplacesItAndItsState() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var response = create(server, "fake", path.substring("/connectors/".length()));

        assertThat(response.status(), is(201));
        assertThat(server.get("/connectors").json().getJsonArray("connectors"), hasSize(1));
        assertThat(state(path, "accounts").get("state"), is(JsonValue.NULL));
    }

    @Test
    void postConnectorsTakesAConfigOfNullForMissing() {
        var response =
                server.post(
                        "/connectors", "{\"provider\":\"fake\",\"name\":\"n\",\"config\":null}");

        assertThat(response.status(), is(400));
        assertThat(response.message(), is("provider, name and config are required"));
    }

    @Test
    void getConnectorsListsUnderConnectorsInTheOrderOfCreation() {
        var paths =
                List.of(
                        server.connector("fake"),
                        server.connector("fake"),
                        server.connector("fake"));
        create(server, "fake", paths.getFirst().substring("/connectors/".length()));

        var json = server.get("/connectors").json();

        assertThat(json.keySet(), contains("connectors"));
        assertThat(
                json.getJsonArray("connectors").getValuesAs(JsonObject.class).stream()
                        .map(it -> "/connectors/" + it.getString("connectorId"))
                        .toList(),
                is(paths));
    }

    @Test
    void theSchemaAndTheInstanceComeFromOneRegistry() {
        var schema = server.get("/providers/FAKE/config-schema");

        var response =
                server.post(
                        "/connectors",
                        "{\"provider\":\"fake\",\"name\":\"n\",\"config\":{\"rows\":-1}}");

        assertThat(schema.json().getJsonObject("apiKey").getBoolean("required"), is(true));
        assertThat(response.message(), is("failed to instantiate plugin"));
        assertThat(response.details(), startsWith("invalid config: "));
        assertThat(response.details(), containsString("apiKey: is required"));
        assertThat(response.details(), containsString("rows: must be a whole number from zero"));
    }
}
