package dev.connectorproxy.toolkit.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.toolkit.Redaction;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SkippedRowsTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void aRowIsKeptForThePageAndLogged() {
        var skipped = new SkippedRows(log::add, "transfer");
        var nameless =
                new SkippedRow(Optional.empty(), Reason.MALFORMED, "no id", Optional.empty());

        skipped.addUnknownAsset("t1", "zzz", JsonValue.TRUE);
        skipped.add(nameless);

        assertThat(
                skipped.rows(),
                contains(
                        SkippedRow.of("t1", Reason.UNKNOWN_ASSET, "currency not supported: zzz")
                                .withRaw(JsonValue.TRUE),
                        nameless));
        assertThat(
                log,
                contains(
                        "transfer t1 is left out: currency not supported: zzz",
                        "transfer is left out: no id"));
    }

    @Test
    void textsOfTheProviderAreOneLineAndWithoutSecrets() {
        var skipped =
                new SkippedRows(log::add, "transfer", Redaction.of(List.of("k3y-of-ours"), 20));

        skipped.addUnknownAsset("a\nk3y-of-ours", "k3y-of-ours" + "x".repeat(100), JsonValue.TRUE);

        assertThat(
                log,
                contains(
                        "transfer a *** is left out: currency not supported: ***"
                                + "x".repeat(17)
                                + "…"));
    }

    @Test
    void whatExceedsAPageIsLoggedOnly() {
        var skipped = new SkippedRows(log::add, "transfer");

        for (int i = 0; i < SkippedRow.MAX_ROWS; i++) {
            assertThat(skipped.isFull(), is(false));
            skipped.addUnknownAsset("t" + i, "zzz", JsonValue.TRUE);
        }
        assertThat(skipped.isFull(), is(true));
        skipped.addUnknownAsset("one more", "zzz", JsonValue.TRUE);

        assertThat(skipped.rows(), hasSize(SkippedRow.MAX_ROWS));
        assertThat(log, hasSize(SkippedRow.MAX_ROWS + 1));
    }
}
