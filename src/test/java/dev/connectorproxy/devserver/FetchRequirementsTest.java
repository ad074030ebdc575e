package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The requirements of section 1.6 of the contract on fetches and the states from which they continue.
class FetchRequirementsTest extends DevServerCase {
    @Test
    void aFetchWithoutStateContinuesFromTheCache() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "{}");

        var second = server.post(path + "/fetch/accounts", "{\"state\":null}");

        assertThat(first(second, "accounts"), is("a2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "external-accounts", "payments"})
    void nullIsTheSameAsAbsentInEveryFieldOfAFetch(String kind) {
        var path = server.connector("fake");
        server.post(path + "/fetch/" + kind, "{\"pageSize\":1}");

        server.post(
                path + "/fetch/" + kind,
                "{\"state\":null,\"fromPayload\":null,\"account\":null,\"pageSize\":null,\"useCachedState\":null,\"reset\":null}");

        var asked = provider.requests.stream().toList().getLast();
        assertThat(asked.fromPayload().isPresent(), is(false));
        assertThat(asked.state().orElseThrow().asJsonObject().getInt("next"), is(1));
        assertThat(asked.pageSize(), is(2));
    }

    @Test
    void aFromPayloadOfNullLeavesTheAccountItsPlace() {
        var path = server.connector("fake");

        server.post(
                path + "/fetch/balances",
                "{\"fromPayload\":null,\"account\":{\"reference\":\"A\"}}");

        assertThat(byPayload(path, "balances").keySet(), contains("A"));
    }

    @Test
    void anEmptyBodyIsAccepted() {
        var path = server.connector("fake");

        assertThat(first(server.post(path + "/fetch/accounts", ""), "accounts"), is("a0"));
    }

    @Test
    void useCachedStateFalseOptsOut() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var again = server.post(path + "/fetch/accounts", "{\"useCachedState\":false}");

        assertThat(first(again, "accounts"), is("a0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"useCachedState\":true", ",\"reset\":true"})
    void anExplicitStateWins(String more) {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var explicit =
                server.post(path + "/fetch/accounts", "{\"state\":{\"next\":1}" + more + "}");

        assertThat(first(explicit, "accounts"), is("a1"));
    }

    @Test
    void resetClearsFirstAndStartsFromNull() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var again = server.post(path + "/fetch/accounts", "{\"reset\":true}");

        assertThat(first(again, "accounts"), is("a0"));
    }

    @ParameterizedTest
    @CsvSource({
        "accounts, accounts, a",
        "external-accounts, externalAccounts, e",
        "payments, payments, p"
    })
    void pageTwoReceivesTheNewStateOfPageOne(String kind, String key, String prefix) {
        var path = server.connector("fake");
        var one = server.post(path + "/fetch/" + kind, "");

        var two = server.post(path + "/fetch/" + kind, "");

        assertThat(
                provider.requests.stream().toList().getLast().state().orElseThrow(),
                is(one.json().get("newState")));
        assertThat(first(two, key), is(prefix + "2"));
    }

    @Test
    void pageTwoOfBalancesAndOfOthersReceivesTheNewStateOfPageOne() {
        var path = server.connector("fake");
        for (var fetch :
                List.of(
                        "balances {\"account\":{\"reference\":\"A\"}}",
                        "others {\"name\":\"users\"}")) {
            var target = path + "/fetch/" + fetch.split(" ")[0];
            var one = server.post(target, fetch.split(" ")[1]);

            server.post(target, fetch.split(" ")[1]);

            assertThat(
                    provider.requests.stream().toList().getLast().state().orElseThrow(),
                    is(one.json().get("newState")));
        }
    }

    @Test
    void theCursorOfAccountANeverServesAccountB() {
        var path = server.connector("fake");
        server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"A\"}}");

        server.post(path + "/fetch/balances", "{\"account\":{\"Reference\":\"B\"}}");
        var b = provider.requests.stream().toList().getLast();
        server.post(path + "/fetch/balances", "{\"fromPayload\":{\"REFERENCE\":\"A\",\"x\":1}}");
        var a = provider.requests.stream().toList().getLast();

        assertThat(b.state().isPresent(), is(false));
        assertThat(a.state().orElseThrow().asJsonObject().getInt("next"), is(2));
    }

    @Test
    void stateKeepsItsFourKeysWithTheLatestEntryAndAddsByPayload() {
        var path = server.connector("fake");
        server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"A\"},\"pageSize\":1}");
        server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"B\"},\"pageSize\":3}");

        var json = server.get(path + "/state").json();

        assertThat(
                json.getJsonObject("fetch").keySet(),
                contains("accounts", "balances", "external-accounts", "payments"));
        assertThat(state(path, "balances").getInt("pageSize"), is(3));
        var byPayload = json.getJsonObject("byPayload").getJsonObject("balances");
        assertThat(byPayload.keySet(), contains("A", "B"));
        assertThat(byPayload.getJsonObject("A").getInt("pageSize"), is(1));
    }

    @Test
    void resetClearsBeforeCallingEvenIfTheCallFails() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");
        provider.before((_, _) -> {
            throw PaymentException.of(PaymentError.TIMEOUT);
        });

        var failed = server.post(path + "/fetch/accounts", "{\"reset\":true}");

        assertThat(failed.status(), is(400));
        assertThat(state(path, "accounts").get("state"), is(JsonValue.NULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "external-accounts", "balances", "payments", "others"})
    void singularFetchForwardsToTheOnlyConnector(String kind) {
        var body = "{\"name\":\"users\",\"account\":{\"reference\":\"A\"}}";
        var none = server.post("/fetch/" + kind, body);
        var path = server.connector("fake");
        var one = server.post("/fetch/" + kind, body);
        var two = server.post(path + "/fetch/" + kind, body);
        var three =
                server.post(
                        "/fetch/" + kind, body.replace("{\"name\"", "{\"reset\":true,\"name\""));
        server.connector("fake");
        var several = server.post("/fetch/" + kind, "not JSON");

        var message = "requires exactly one plugin; use /connectors/{connectorId}/fetch/" + kind;
        assertThat(none.status() + none.message(), is("409" + message));
        assertThat(several.status() + several.message(), is("409" + message));
        assertThat(one.json().getJsonObject("newState").getInt("next"), is(2));
        assertThat(two.json().getJsonObject("newState").getInt("next"), is(4));
        assertThat(three.json().getJsonObject("newState").getInt("next"), is(2));
    }
}
