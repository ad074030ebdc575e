package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.fetch.FetchedPage;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The routes of section 1.2 of the contract, and the routes that it omits.
class DevRoutesTest extends DevServerCase {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | /providers/Nope/config-schema | | 404 | provider not found | nope: plugin not found",
                "GET    | /providers/nope/capabilities | | 404 | provider not found | nope: plugin not found",
                "POST   | /providers/nope/validate-config | | 404 | provider not found | nope: plugin not found",
                "GET    | /providers/%20/config-schema | | 400 | provider is required |",
                "GET    | /providers//config-schema | | 400 | provider is required |",
                "GET    | /connectors//state | | 400 | connectorId is required |",
                "GET    | /connectors/nope | | 404 | plugin not found |",
                "DELETE | /connectors/nope | | 404 | plugin not found |",
                "GET    | /connectors/nope/state | | 404 | plugin not found |",
                "PUT    | /connectors/nope/state/accounts | { | 404 | plugin not found |",
                "DELETE | /connectors/nope/state/accounts | | 404 | plugin not found |",
                "POST   | /connectors/nope/install | | 404 | plugin not found |",
                "POST   | /connectors/nope/fetch/accounts | { | 404 | plugin not found |",
                "POST   | /connectors | { | 400 | invalid JSON body | not JSON at line 1, column 2: the text ends too early",
                "POST   | /connectors | [] | 400 | invalid JSON body | invalid request: body must be an object",
                "POST   | /connectors | {} | 400 | provider, name and config are required | missing: provider, name, config",
                "POST   | /connectors | null | 400 | provider, name and config are required | missing: provider, name, config",
                "POST   | /connectors | {\"provider\":1} | 400 | invalid JSON body | invalid request: body: provider must be a string",
                "POST   | /connectors | {\"provider\":\"Nope\",\"name\":\"n\",\"config\":{}} | 400 | failed to instantiate plugin | nope: plugin not found",
                "POST   | /connectors | {\"provider\":\"fake\",\"name\":\"n\",\"config\":7} | 400 | failed to instantiate plugin | config must be an object",
                "GET    | /nowhere | | 404 | There is nothing at this path. |",
                "DELETE | /providers | | 405 | This path does not answer that method; the header Allow lists those it does. | use GET",
                "GET    | /fetch/accounts | | 405 | This path does not answer that method; the header Allow lists those it does. | use POST",
                "POST   | /fetch/nonsense | | 404 | There is nothing at this path. |"
            })
    void failuresAreJson(
            String method, String path, String body, int status, String message, String details) {
        var response = server.request(method, path, body == null ? "" : body);

        assertThat(response.status() + " " + response.message(), is(status + " " + message));
        assertThat(response.details(), is(details == null ? "" : details));
        assertThat(response.code(), is("INVALID_ARGUMENT"));
    }

    @Test
    void fetchesReportMissingAndWronglyTypedFields() {
        var path = server.connector("fake");

        assertThat(
                server.post(path + "/fetch/balances", "{\"account\":null}").message(),
                is("account or fromPayload is required"));
        assertThat(server.post(path + "/fetch/others", "").message(), is("name is required"));
        assertThat(
                server.post(path + "/fetch/accounts", "{\"pageSize\":\"7\"}").details(),
                is("invalid request: body: pageSize must be a number"));
        assertThat(
                server.post(path + "/fetch/accounts", "{\"reset\":1}").details(),
                is("invalid request: body: reset must be true or false"));
    }

    @Test
    void keysAreReadInAnyCaseAndUnknownOnesAndWhatFollowsIgnored() {
        var path = server.connector("fake");

        server.post(
                path + "/fetch/accounts",
                "{\"PAGESIZE\":3,\"State\":{\"next\":1},\"x\":1} and more");

        assertThat(provider.requests.element().pageSize(), is(3));
        assertThat(provider.requests.element().state().isPresent(), is(true));
    }

    @Test
    void fromPayloadWinsOverAccountAndIsPassedOnUnchanged() {
        var path = server.connector("fake");

        server.post(
                path + "/fetch/balances",
                "{\"account\":{\"reference\":\"A\"},\"fromPayload\":{\"reference\":\"B\",\"n\":1.50}}");

        assertThat(
                provider.requests.element().fromPayload().orElseThrow().toString(),
                is("{\"reference\":\"B\",\"n\":1.50}"));
    }

    @Test
    void aBodyThatIsHardToReadIsInvalid() {
        var path = server.connector("fake");
        var hard =
                List.of(
                        "{\"state\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                        "{\"pageSize\":" + "1".repeat(5_000) + "}",
                        "{\"fromPayload\":{\"id\":" + "1".repeat(5_000) + "}}",
                        "{\"state\":{\"a\":1e99999999999}}",
                        "{\"state\":1",
                        "\u0000");

        for (var body : hard) {
            var response = server.post(path + "/fetch/payments", body);

            assertThat(
                    body.substring(0, Math.min(30, body.length())) + response.body(),
                    response.status(),
                    is(400));
        }
    }

    @Test
    void aBodyThatIsTooLargeIsJsonToo() {
        var response = server.post("/connectors", " ".repeat((1 << 20) + 1));

        assertThat(response.status(), is(413));
        assertThat(response.code(), is("INVALID_ARGUMENT"));
    }

    @Test
    void aConnectorIsCreatedShownAndDeleted() {
        var path = server.connector("fake");

        assertThat(
                server.get("/connectors")
                        .json()
                        .getJsonArray("connectors")
                        .getJsonObject(0)
                        .keySet(),
                contains("connectorId", "name", "provider"));
        assertThat(
                server.get(path).json().keySet(),
                hasItems("connectorId", "name", "provider", "config", "createdAt"));
        assertThat(server.request("DELETE", path, "").status(), is(204));
        assertThat(server.get(path).status(), is(404));
        assertThat(server.request("DELETE", path, "").status(), is(404));
    }

    @Test
    void installReturnsTheTasksAndUninstallPassesTheWebhooks() {
        var path = server.connector("fake");

        var workflow = server.post(path + "/install", "").json().getJsonArray("workflow");
        var done =
                server.post(
                        path + "/uninstall",
                        "{\"webhookConfigs\":[{\"name\":\"w\",\"urlPath\":\"/w\"}]}");
        var refused = server.post(path + "/uninstall", "");

        assertThat(workflow.getJsonObject(0).getInt("taskType"), is(1));
        assertThat(done.status(), is(204));
        assertThat(refused.message() + refused.code(), is("uninstall failedDEFAULT"));
    }

    @Test
    void thePageSizeOfAllFetchesCanBeSet() {
        var path = server.connector("fake");

        var set = server.request("PUT", "/config/page-size", "{\"pageSize\":3}");
        server.post(path + "/fetch/accounts", "");
        server.request("PUT", "/config/page-size", "{\"pageSize\":0}");
        server.post(path + "/fetch/accounts", "");

        assertThat(set.body(), is("{\"most\":1000,\"pageSize\":3}\n"));
        assertThat(provider.requests.stream().map(it -> it.pageSize()).toList(), contains(3, 2));
    }

    @Test
    void amountsAreNumbersOfAnySizeAndAPageEndsWithItsWarnings() {
        var path = server.connector("fake");

        var page = server.post(path + "/fetch/payments", "{\"pageSize\":1}");

        assertThat(page.body(), containsString("\"amount\":123456789012345678901234567890,"));
        assertThat(
                page.json().keySet(),
                contains(
                        "payments",
                        "paymentsToDelete",
                        "newState",
                        "hasMore",
                        "skipped",
                        "warnings",
                        "call",
                        "exchanges"));
    }

    @Test
    void aRowThatViolatesARuleCausesAWarning() {
        var path = server.connector("fake");

        var page = server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"A\"}}");
        var warnings = Json.createArrayBuilder(page.json().getJsonArray("warnings")).build();

        assertThat(warnings.isEmpty(), is(true));
        assertThat(
                new String(
                        FetchedPage.fetch(
                                        new Nameless(),
                                        new StateKey(FetchKind.ACCOUNTS, "", PayloadIdentity.NONE),
                                        FetchRequest.first(1),
                                        Call.ofProxy(Duration.ofSeconds(1)))
                                .body(),
                        StandardCharsets.UTF_8),
                containsString(
                        "\"warnings\":[{\"index\":0,\"reference\":\"\",\"message\":\"missing account reference: validation error\"}"));
    }

    private static final class Nameless implements PaymentConnector {
        @Override
        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
            return Page.whole(List.of(Account.of("", Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT)));
        }
    }

    @Test
    void noResponseContainsASecret() {
        var path = server.connector("fake");

        var bodies =
                List.of("/connectors", path, path + "/state").stream()
                        .map(it -> server.get(it).body())
                        .toList();

        bodies.forEach(body -> assertThat(body, not(containsString("s3cret-key"))));
    }

    @Test
    void theLandingPageListsEveryRoute() {
        var text = server.get("/");

        assertThat(text.status(), is(200));
        for (var path : List.of("/providers", "/connectors", "/config/page-size", "/openapi")) {
            assertThat(text.body(), containsString(path));
        }
        assertThat(server.get("/openapi").json().getString("openapi"), is("3.1.0"));
    }

    @Test
    void tooManyConnectorsAndTooManyStatesAreClearErrors() {
        try (var small = new RunningDevServer(provider, "connectors=1", "states=1")) {
            var path = small.connector("fake");
            var second =
                    small.post(
                            "/connectors",
                            "{\"provider\":\"fake\",\"name\":\"n\",\"config\":%s}"
                                    .formatted(RunningDevServer.CONFIG));
            small.post(path + "/fetch/accounts", "");
            var full = small.post(path + "/fetch/payments", "");
            var again = small.post(path + "/fetch/accounts", "");
            small.request("DELETE", path + "/state/accounts", "");
            var freed = small.post(path + "/fetch/payments", "");

            assertThat(second.status() + second.message(), is("409too many connectors"));
            assertThat(full.status() + full.message(), is("409too many states"));
            assertThat(again.status(), is(200));
            assertThat(freed.status(), is(200));
        }
    }
}
