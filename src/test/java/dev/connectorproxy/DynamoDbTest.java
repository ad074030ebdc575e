package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The commands on items, from the caller's request to a real DynamoDB and back.
@Timeout(120)
@ServerMetricsLock
class DynamoDbTest {
    private static ServerProcess dynamo;
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        dynamo = ServerProcess.dynamoDb();
        table("items", "pk", "S", "sk", "N");
        table("numbers", "id", "N", "", "");
        table("pages", "pk", "S", "sk", "N");
        table("large", "pk", "S", "sk", "N");
        proxy = new RunningProxy(settings(""));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        dynamo.close();
    }

    @Test
    void everyKindOfValueComesBackAsTheTableSays() {
        var item =
                """
                {"pk":"all","sk":1,"s":"ü","i":5,"f":1.5,"t":true,"z":null,"l":[1,"a",2.50],
                 "m":{"k":{"n":12.50,"big":12345678901234567890123456789012345678}},"e":"",
                 "b":{"$binary":"AAEC"},"ss":{"$set":["x"]},"ns":{"$set":[2.5]},"bs":{"$set":[{"$binary":"AA=="}]}}
                """;

        var put = proxy.run("aws/AddDynamoItem", add("items", item));
        var got =
                proxy.run(
                        "aws/QueryDynamoTable",
                        "{\"table_name\":\"items\",\"partition_key\":\"all\"}");

        assertThat(put.body(), is("{}"));
        assertThat(got.json().getInt("Count"), is(1));
        var back = got.json().getJsonArray("Items").getJsonObject(0);
        assertThat(back.getString("f"), is("1.5"));
        assertThat(back.get("l").toString(), is("[1,\"a\",2.50]"));
        var map = back.getJsonObject("m").getJsonObject("k");
        assertThat(map.get("n").toString(), is("12.50"));
        assertThat(map.get("big").toString(), is("12345678901234567890123456789012345678"));
        assertThat(back.getString("b"), is("AAEC"));
        assertThat(back.get("ss").toString(), is("[\"x\"]"));
        assertThat(back.get("ns").toString(), is("[2.5]"));
        assertThat(back.get("bs").toString(), is("[\"AA==\"]"));
        assertThat(back.isNull("z"), is(true));
        assertThat(back.getString("e"), is(""));
    }

    @Test
    void aQueryFindsByNumericKeys() {
        proxy.run("aws/AddDynamoItem", add("numbers", "{\"id\":42,\"name\":\"found\"}"));
        proxy.run("aws/AddDynamoItem", add("items", "{\"pk\":\"sorted\",\"sk\":7}"));
        proxy.run("aws/AddDynamoItem", add("items", "{\"pk\":\"sorted\",\"sk\":8}"));

        var one =
                proxy.run(
                        "aws/QueryDynamoTable",
                        "{\"table_name\":\"numbers\",\"partition_key\":\"42\"}");
        var sorted =
                proxy.run(
                        "aws/QueryDynamoTable",
                        "{\"table_name\":\"items\",\"partition_key\":\"sorted\",\"sort_key\":\"8\"}");

        assertThat(one.body(), containsString("\"name\":\"found\""));
        assertThat(sorted.json().getInt("Count"), is(1));
        assertThat(
                sorted.json().getJsonArray("Items").getJsonObject(0).get("sk").toString(), is("8"));
    }

    @Test
    void readingGoesThroughAllPagesAndStopsAtTheLimit() {
        var filler = "x".repeat(300_000);
        for (int i = 0; i < 7; i++) {
            proxy.run(
                    "aws/AddDynamoItem",
                    add("large", "{\"pk\":\"p\",\"sk\":%d,\"x\":\"%s\"}".formatted(i, filler)));
        }

        var all = proxy.run("aws/ScanDynamoTable", "{\"table_name\":\"large\"}").json();
        var some =
                proxy.run(
                                "aws/QueryDynamoTable",
                                "{\"table_name\":\"large\",\"partition_key\":\"p\",\"limit\":5}")
                        .json();

        assertThat(all.getJsonArray("Items"), hasSize(7)); // 2.1 MB, and a page has 1 MB
        assertThat(all.getInt("Count"), is(7));
        assertThat(all.getInt("ScannedCount"), is(7));
        assertThat(all, not(hasKey("LastEvaluatedKey")));
        assertThat(some.getJsonArray("Items"), hasSize(5));
        assertThat(some.getJsonObject("LastEvaluatedKey").getInt("sk"), is(4));
    }

    @Test
    void theLimitOfTheOperatorApplies() throws IOException {
        for (int i = 0; i < 5; i++) {
            proxy.run("aws/AddDynamoItem", add("pages", "{\"pk\":\"p\",\"sk\":" + i + "}"));
        }
        try (var bounded = new RunningProxy(settings(", max-items: 2, answer: v2"))) {
            var response = bounded.run("aws/ScanDynamoTable", "{\"table_name\":\"pages\"}");

            var body = response.commandResponse().getJsonObject("body");
            assertThat(body.getJsonArray("Items"), hasSize(2));
            assertThat(body, hasKey("LastEvaluatedKey"));
            assertThat(response.commandResponse().getInt("http_status"), is(200));
        }
    }

    @Test
    void anErrorOfDynamoDbIsReported() {
        var missing = proxy.run("aws/ScanDynamoTable", "{\"table_name\":\"missing\"}");
        var keyless = proxy.run("aws/AddDynamoItem", add("items", "{\"other\":1}"));

        assertThat(missing.status(), is(200));
        assertThat(missing.errorCode(), is("ResourceNotFoundException"));
        assertThat(missing.commandResponse().getInt("http_status"), is(400));
        assertThat(keyless.errorCode(), is("ValidationException"));
        assertThat(keyless.commandResponse().getInt("http_status"), is(400));
    }

    private static String settings(String more) {
        return "connectors: {aws: {access-key-id: AKIATEST, secret-access-key: test-secret, region: eu-central-1, endpoint: '%s'%s}}"
                .formatted(dynamo.url(), more);
    }

    private static String add(String table, String item) {
        return "{\"table_name\":\"%s\",\"item_data\":%s}".formatted(table, item);
    }

    private static void table(String... names) throws IOException, InterruptedException {
        var keys = Json.createArrayBuilder();
        var types = Json.createArrayBuilder();
        for (int i = 1; i < names.length && !names[i].isEmpty(); i += 2) {
            keys.add(
                    Json.createObjectBuilder()
                            .add("AttributeName", names[i])
                            .add("KeyType", i == 1 ? "HASH" : "RANGE"));
            types.add(
                    Json.createObjectBuilder()
                            .add("AttributeName", names[i])
                            .add("AttributeType", names[i + 1]));
        }
        var body =
                Json.createObjectBuilder()
                        .add("TableName", names[0])
                        .add("KeySchema", keys)
                        .add("AttributeDefinitions", types)
                        .add("BillingMode", "PAY_PER_REQUEST")
                        .build()
                        .toString();
        var request =
                HttpRequest.newBuilder(URI.create(dynamo.url()))
                        .header("X-Amz-Target", "DynamoDB_20120810.CreateTable")
                        .header("Content-Type", "application/x-amz-json-1.0")
                        // key and region select the database; the signature is not checked
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.body(), response.statusCode(), is(200));
        }
    }
}
