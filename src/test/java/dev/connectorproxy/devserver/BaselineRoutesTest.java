package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/// Baselines of the rows of a connector.
class BaselineRoutesTest extends DevServerCase {
    @Test
    void rowsThatAreAddedLaterAreShown() {
        var path = server.connector("fake");
        server.post(path + "/fetch/payments", "{\"pageSize\":2}");

        var created = server.post(path + "/baselines", "{\"name\":\"two s3cret-key\"}");
        server.post(path + "/fetch/payments", "{\"pageSize\":2}");

        assertThat(created.status(), is(201));
        assertThat(created.json().getString("name"), is("two ***"));
        assertThat(created.json().getJsonObject("counts").toString(), is("{\"payments\":2}"));
        var payments = payments(path, 1);
        assertThat(payments.getInt("before"), is(2));
        assertThat(payments.getInt("after"), is(4));
        assertThat(payments.getJsonArray("added").size(), is(2));
        assertThat(payments.getJsonArray("removed").size(), is(0));
        assertThat(payments.getJsonArray("modified").size(), is(0));
    }

    @Test
    void aChangedFieldIsShownUnlessItIsIgnored() {
        var path = server.connector("fake");
        server.post(path + "/fetch/payments", "{\"pageSize\":1}");
        server.post(path + "/baselines", "");
        var exported = server.get(path + "/baselines/1").body();
        var changed = exported.replace("123456789012345678901234567890", "7");
        assertThat(changed, not(is(exported)));

        var imported = server.post(path + "/baselines", changed);

        assertThat(imported.json().getInt("baseline"), is(2));
        var modified = payments(path, 2).getJsonArray("modified").getJsonObject(0);
        assertThat(
                modified.getJsonArray("fields").toString(),
                is(
                        "[{\"field\":\"amount\",\"before\":7,\"after\":123456789012345678901234567890}]"));
        assertThat(
                server.get(path + "/baselines/2/compare?ignore=raw&ignore=payments.amount")
                        .json()
                        .getInt("changes"),
                is(0));
        assertThat(server.get(path + "/baselines/1/compare").json().getInt("changes"), is(0));
    }

    @Test
    void baselinesAreListedAndDeleted() {
        var path = server.connector("fake");
        server.post(path + "/baselines", "");

        assertThat(server.get(path + "/baselines").body(), containsString("\"name\":\"baseline-2"));
        assertThat(server.request("DELETE", path + "/baselines/1", "").status(), is(204));
        assertThat(server.get(path + "/baselines/1").message(), is("baseline not found"));
        assertThat(server.get(path + "/baselines").body(), is("{\"baselines\":[]}\n"));
    }

    @Test
    void whatIsNoBaselineIsRefused() {
        var path = server.connector("fake");

        assertThat(
                server.post(path + "/baselines", "{\"rows\":[]}").message(),
                is("invalid baseline"));
        assertThat(
                server.post(path + "/baselines", "{\"rows\":{\"payments\":{\"p\":1}}}").status(),
                is(400));
    }

    private JsonObject payments(String path, int baseline) {
        return server.get(path + "/baselines/" + baseline + "/compare")
                .json()
                .getJsonObject("kinds")
                .getJsonObject("payments");
    }
}
