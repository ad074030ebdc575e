package dev.connectorproxy.devserver.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.rows.KeptRow.Change;
import dev.connectorproxy.devserver.rows.RowStore.RowChange;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows of pages, kept by kind and key.
class RowStoreTest {
    private static final String PAYMENTS =
            "{\"payments\":[{\"reference\":\"p1\",\"amount\":%s}],\"paymentsToDelete\":[%s]}";

    private final RowStore rows = new RowStore();
    private long call;

    private List<RowChange> record(FetchKind kind, String name, String json) {
        call++;
        var page =
                new KeptPage(
                        call,
                        new StateKey(kind, name, PayloadIdentity.NONE),
                        Instant.ofEpochSecond(call),
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        false);
        return rows.record("c", page, text(json));
    }

    private static JsonText text(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), 100).orElseThrow();
    }

    private Change payment(String amount, String deletions) {
        return record(FetchKind.PAYMENTS, "", PAYMENTS.formatted(amount, deletions))
                .getFirst()
                .change();
    }

    private KeptRow row(String key) {
        return rows.row("c", FetchKind.PAYMENTS, key).orElseThrow();
    }

    @Test
    void aRowKnowsWhenItWasSeenFirstAndLastAndHowOftenItChanged() {
        assertThat(payment("1", ""), is(Change.NEW));
        assertThat(payment("1", ""), is(Change.UNCHANGED));
        assertThat(payment("2", ""), is(Change.CHANGED));
        assertThat(payment("3", ""), is(Change.CHANGED));

        assertThat(row("p1").previousVersions(), is(2));
        assertThat(row("p1").first(), is(new KeptRow.Seen(Instant.ofEpochSecond(1), 1)));
        assertThat(row("p1").last(), is(new KeptRow.Seen(Instant.ofEpochSecond(4), 4)));
        assertThat(row("p1").toJson().getInt("amount"), is(3));
    }

    @Test
    void aPaymentThatIsDeletedIsRememberedUntilItIsFetchedAgain() {
        payment("1", "{\"reference\":\"p1\"},{\"reference\":\"p2\"}");

        assertThat(row("p1").deleted().orElseThrow().call(), is(1L));
        assertThat(row("p1").toJson().getInt("amount"), is(1));
        assertThat(row("p2").deleted().isPresent(), is(true));
        assertThat(row("p2").json().length, is(0));

        assertThat(payment("1", ""), is(Change.CHANGED));
        assertThat(row("p1").deleted().isPresent(), is(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BALANCES; balances; {'accountReference':'a|b','asset':'EUR/2','createdAt':'T'}; a%7Cb|EUR/2|T",
                "OTHERS; others; {'id':'7','other':{}}; users|7",
                "EXTERNAL_ACCOUNTS; externalAccounts; {'reference':'e|1'}; e|1",
                "ACCOUNTS; accounts; {'reference':''}; ?1:0"
            })
    void eachKindHasItsKey(FetchKind kind, String field, String row, String key) {
        var changes =
                record(
                        kind,
                        kind == FetchKind.OTHERS ? "users" : "",
                        "{'%s':[%s]}".formatted(field, row).replace('\'', '"'));

        assertThat(changes.getFirst().key(), is(new RowKey(kind, key)));
    }

    @Test
    void theRowsThatWereSeenLongestAgoAreDroppedFirst() {
        var few = new RowStore(new ConnectorHistory<>(2, 1 << 20));
        for (var reference : List.of("p1", "p2", "p1", "p3")) {
            var page =
                    new KeptPage(
                            1,
                            new StateKey(FetchKind.PAYMENTS, "", PayloadIdentity.NONE),
                            Instant.EPOCH,
                            2,
                            Optional.empty(),
                            Optional.empty(),
                            false);
            few.record("c", page, text(PAYMENTS.replace("p1", reference).formatted("1", "")));
        }

        assertThat(
                few.all("c").stream().map(row -> row.key().text()).toList(), contains("p1", "p3"));
    }

    @Test
    void paymentsDoNotDisplaceTheAccountsThatAPollVisitsAgain() {
        var few = new RowStore(new ConnectorHistory<>(1, 1 << 20));
        few.record("c", page(FetchKind.ACCOUNTS), text("{\"accounts\":[{\"reference\":\"a1\"}]}"));
        for (var reference : List.of("p1", "p2")) {
            few.record(
                    "c",
                    page(FetchKind.PAYMENTS),
                    text(PAYMENTS.replace("p1", reference).formatted("1", "")));
        }

        assertThat(
                few.all("c").stream().map(row -> row.key().text()).toList(), contains("a1", "p2"));
    }

    private static KeptPage page(FetchKind kind) {
        return new KeptPage(
                1,
                new StateKey(kind, "", PayloadIdentity.NONE),
                Instant.EPOCH,
                2,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test
    void aDeletedConnectorIsForgotten() {
        payment("1", "");

        rows.forget("c");

        assertThat(rows.all("c").isEmpty(), is(true));
        assertThat(rows.page("c", 1).isPresent(), is(false));
    }
}
