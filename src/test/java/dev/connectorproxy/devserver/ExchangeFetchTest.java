package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.docs.OpenApiDocument;
import dev.connectorproxy.provider.dummypay.DummypayProvider;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The routes that fetch orders at an exchange and conversions, with the example files of `dummypay`.
class ExchangeFetchTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.devServer();
    private static RunningDevServer server;

    @BeforeAll
    static void start() {
        server = new RunningDevServer(List.of(new DummypayProvider(), new FakeProvider()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"orders, ord-001 ord-002, ord-003", "conversions, con-001, con-002"})
    void pagesContinueWithoutWarningsAsTheDocumentSays(String kind, String first, String second) {
        var path = server.connector("dummypay", "{\"directory\":\"etc/examples/dummypay\"}");
        var size = "{\"pageSize\":%d}".formatted(first.split(" ").length);

        var one = server.post(path + "/fetch/" + kind, size);
        var two = server.post(path + "/fetch/" + kind, size);

        assertThat(references(one.json(), kind), is(first));
        assertThat(references(two.json(), kind), is(second));
        assertThat(one.json().getBoolean("hasMore"), is(true));
        assertThat(two.json().getBoolean("hasMore"), is(false));
        assertThat(
                one.json().keySet(),
                contains(kind, "newState", "hasMore", "skipped", "warnings", "call", "exchanges"));
        for (var page : List.of(one, two)) {
            assertThat(page.json().getJsonArray("warnings"), is(empty()));
            DevServerOpenApiTest.check(
                    "/paths"
                            + OpenApiDocument.step("/connectors/{connectorId}/fetch/" + kind)
                            + "/post",
                    page);
        }
    }

    @ParameterizedTest
    @CsvSource({"orders", "conversions"})
    void theirStateIsKeptShownSetAndCleared(String kind) {
        var path = server.connector("dummypay", "{\"directory\":\"etc/examples/dummypay\"}");
        var before = server.get(path + "/state").json().getJsonObject("fetch");

        server.request("PUT", path + "/state/" + kind, "{\"state\":{\"nextToken\":1}}");
        var page = server.post(path + "/fetch/" + kind, "{\"pageSize\":1}");
        var after = server.get(path + "/state").json();
        server.request("DELETE", path + "/state/" + kind, "");
        var cleared = server.get(path + "/state").json();

        assertThat(
                before.keySet(), contains("accounts", "balances", "external-accounts", "payments"));
        assertThat(references(page.json(), kind).endsWith("-002"), is(true));
        var entry = after.getJsonObject("fetch").getJsonObject(kind);
        assertThat(entry.getJsonObject("state").getInt("nextToken"), is(2));
        assertThat(
                after.getJsonObject("byPayload").getJsonObject(kind).getJsonObject(""), is(entry));
        assertThat(cleared.getJsonObject("fetch").containsKey(kind), is(false));
        assertThat(DOCUMENT.complaints("/components/schemas/State", after), is(empty()));
    }

    @Test
    void aProviderWithoutThemSaysSo() {
        var response = server.post(server.connector("fake") + "/fetch/orders", "");

        assertThat(response.status(), is(400));
        assertThat(response.code(), is("UNIMPLEMENTED"));
        assertThat(response.message(), is("fetch orders failed"));
    }

    private static String references(JsonObject page, String kind) {
        return String.join(
                " ",
                page.getJsonArray(kind).getValuesAs(JsonObject.class).stream()
                        .map(row -> row.getString("reference"))
                        .toList());
    }
}
