package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// m8flow's page of connectors, made from the list alone: what its `connectors-grouped` has needs no table in a front end.
@ServerMetricsLock
class GroupedCatalogueTest {
    private static List<JsonObject> groups;

    @BeforeAll
    static void group() throws IOException {
        try (var proxy = new RunningProxy("");
                var reader =
                        Json.createReader(
                                new StringReader(
                                        proxy.request("GET", "/v1/commands", "").body()))) {
            groups =
                    reader.readArray().getValuesAs(JsonObject.class).stream()
                            .collect(
                                    Collectors.groupingBy(
                                            GroupedCatalogueTest::connectorId,
                                            TreeMap::new,
                                            Collectors.toList()))
                            .entrySet()
                            .stream()
                            .map(entry -> group(entry.getKey(), entry.getValue()))
                            .toList();
        }
    }

    @AfterAll
    static void forget() {
        groups = List.of();
    }

    private static String connectorId(JsonObject entry) {
        return entry.getString("id").split("/")[0];
    }

    private static JsonObject group(String id, List<JsonObject> entries) {
        var connector = entries.getFirst().getJsonObject("connector");
        var operations = Json.createArrayBuilder();
        entries.forEach(entry -> operations.add(operation(entry)));
        var group =
                Json.createObjectBuilder()
                        .add("id", id)
                        .add("name", connector.getString("name"))
                        .add("description", connector.getString("description"))
                        .add("status", "available")
                        .add("icon", connector.getString("icon"))
                        .add("operationCount", entries.size())
                        .add("docsUrl", connector.getString("docsUrl", ""))
                        .add("operations", operations);
        if (connector.containsKey("configFields")) {
            group.add("configFields", connector.get("configFields"));
        }
        return group.build();
    }

    private static JsonObject operation(JsonObject entry) {
        var rawName = entry.getString("id").split("/")[1];
        return Json.createObjectBuilder()
                .add("id", entry.getString("id"))
                .add("rawName", rawName)
                .add("name", entry.getString("summary", rawName))
                .add("description", entry.getString("description"))
                .add("parameters", entry.get("parameters"))
                .build();
    }

    private static JsonObject group(String id) {
        return groups.stream()
                .filter(group -> group.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonArray fields(String id) {
        return group(id).getOrDefault("configFields", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
    }

    @ParameterizedTest
    @CsvSource({
        "http, globe, 12",
        "postgres_v2, database, 7",
        "slack, chat, 3",
        "smtp, email, 2",
        "aws, cloud, 7",
        "example, extension, 1"
    })
    void everyConnectorIsACard(String id, String icon, int operations) {
        assertThat(group(id).getString("icon"), is(icon));
        assertThat(group(id).getInt("operationCount"), is(operations));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    postgres_v2 | POSTGRES_CONNECTION_STRING password required -
                    slack       | SLACK_TOKEN password required -, SLACK_CHANNEL_ID text required -
                    smtp        | SMTP_HOST text required -, SMTP_PORT text required port, SMTP_USER text required -, SMTP_PASSWORD password required -, SMTP_FROM_EMAIL text optional email
                    http        | ``
                    """)
    void theFormOfAConnectorHasTheFieldsOfM8flow(String id, String expected) {
        var form =
                fields(id).getValuesAs(JsonObject.class).stream()
                        .map(field ->
                                String.join(
                                        " ",
                                        field.getString("secretKey"),
                                        field.getString("type"),
                                        field.getBoolean("required") ? "required" : "optional",
                                        field.getString("format", "-")))
                        .collect(Collectors.joining(", "));

        assertThat(form, is(expected));
    }

    @Test
    void aFieldIsTiedToTheParameterThatItFills() {
        var parameters =
                group("slack")
                        .getJsonArray("operations")
                        .getJsonObject(0)
                        .getJsonArray("parameters")
                        .getValuesAs(JsonObject.class);

        var filled =
                parameters.stream()
                        .filter(parameter -> parameter.containsKey("configField"))
                        .collect(
                                Collectors.toMap(
                                        parameter -> parameter.getString("id"),
                                        parameter -> parameter.getString("configField")));

        assertThat(filled, is(Map.of("token", "bot_token", "channel", "channel_id")));
    }
}
