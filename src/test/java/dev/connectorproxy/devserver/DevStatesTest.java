package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The routes of states, and the keys of states.
class DevStatesTest extends DevServerCase {
    @Test
    void theStateOfOneKindIsSetAndCleared() {
        var path = server.connector("fake");

        var set =
                server.request(
                        "PUT",
                        path + "/state/accounts",
                        "{\"state\":{\"next\":4},\"hasMore\":true,\"pageSize\":7}");
        var page = server.post(path + "/fetch/accounts", "");
        server.post(path + "/fetch/payments", "");
        var cleared = server.request("DELETE", path + "/state/accounts", "");
        var fetch = server.get(path + "/state").json().getJsonObject("fetch");

        assertThat(set.json().getInt("pageSize"), is(7));
        assertThat(first(page, "accounts"), is("a4"));
        assertThat(cleared.status(), is(204));
        assertThat(
                fetch.getJsonObject("accounts").toString(),
                is(
                        "{\"state\":null,\"hasMore\":false,\"pageSize\":0,\"updatedAt\":\"0001-01-01T00:00:00Z\"}"));
        assertThat(fetch.getJsonObject("payments").getBoolean("hasMore"), is(true));
        assertThat(
                server.request("PUT", path + "/state/accounts", "{\"state\":null}").message(),
                is("state is required"));
    }

    @Test
    void onlyTheStateOfOnePayloadIsCleared() {
        var path = server.connector("fake");
        for (var account : List.of("A", "B")) {
            server.post(
                    path + "/fetch/balances", "{\"account\":{\"reference\":\"" + account + "\"}}");
        }

        server.request("DELETE", path + "/state/balances", "{\"account\":{\"reference\":\"A\"}}");

        assertThat(byPayload(path, "balances").keySet(), contains("B"));
    }

    @Test
    void resetWithAPayloadClearsItsStateAloneAndWithoutOneTheWholeKind() {
        var path = server.connector("fake");
        for (var account : List.of("A", "B")) {
            server.post(
                    path + "/fetch/payments",
                    "{\"fromPayload\":{\"reference\":\"" + account + "\"}}");
        }
        server.post(
                path + "/fetch/payments", "{\"reset\":true,\"fromPayload\":{\"reference\":\"A\"}}");
        var both = byPayload(path, "payments").keySet();

        server.post(path + "/fetch/payments", "{\"reset\":true}");

        assertThat(both, contains("B", "A"));
        assertThat(byPayload(path, "payments").keySet(), contains(""));
    }

    @Test
    void aNameIsIgnoredLikeAnyUnknownKeyWhereThereAreNoOthers() {
        var path = server.connector("fake");

        var page = server.post(path + "/fetch/payments", "{\"name\":7}");
        var cleared = server.request("DELETE", path + "/state/payments", "{\"name\":\"users\"}");

        assertThat(page.status(), is(200));
        assertThat(cleared.status(), is(204));
        assertThat(state(path, "payments").get("state"), is(JsonValue.NULL));
    }

    @Test
    void onlyTheStatesOfOneNameAreCleared() {
        var path = server.connector("fake");
        server.post(path + "/fetch/others", "{\"name\":\"users\"}");
        server.post(path + "/fetch/others", "{\"name\":\"wallets\"}");

        server.request("DELETE", path + "/state/others", "{\"name\":\"users\"}");

        var others = server.get(path + "/state").json().getJsonObject("others");
        assertThat(others.keySet(), contains("wallets"));
    }

    @Test
    void othersAreKeptByNameAndPayload() {
        var path = server.connector("fake");
        server.post(path + "/fetch/others", "{\"name\":\"users\"}");
        server.post(path + "/fetch/others", "{\"name\":\"wallets\",\"fromPayload\":{\"id\":7}}");

        var others = server.get(path + "/state").json().getJsonObject("others");

        assertThat(others.getJsonObject("users").keySet(), contains(""));
        assertThat(others.getJsonObject("wallets").keySet(), contains("7"));
    }

    @Test
    void payloadsWithoutReferenceAndIdAreDistinguishedByTheirContent() {
        var path = server.connector("fake");
        server.post(path + "/fetch/payments", "{\"fromPayload\":{\"x\":1,\"y\":2}}");
        server.post(path + "/fetch/payments", "{\"fromPayload\":{\"y\":2,\"x\":1}}");
        server.post(path + "/fetch/payments", "{\"fromPayload\":{\"x\":2}}");

        assertThat(byPayload(path, "payments").size(), is(2));
    }

    @Test
    void aReferenceAndAnEqualIdAreTwoPayloads() {
        var path = server.connector("fake");
        server.post(path + "/fetch/payments", "{\"fromPayload\":{\"id\":\"1\"}}");
        server.post(path + "/fetch/payments", "{\"fromPayload\":{\"reference\":\"1\"}}");

        assertThat(byPayload(path, "payments").keySet(), contains("id:1", "1"));
    }
}
