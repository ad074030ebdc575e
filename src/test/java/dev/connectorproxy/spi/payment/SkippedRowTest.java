package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SkippedRowTest {
    private static final SkippedRow ROW =
            SkippedRow.of("r1", SkippedRow.Reason.UNKNOWN_TYPE, "type not known: x");

    @Test
    void aPageSkipsNothingUnlessItSaysSo() {
        var page = Page.whole(List.of("a"));
        var payments = PaymentsPage.of(List.of(), JsonValue.TRUE, true);

        assertThat(page.skipped(), is(List.of()));
        assertThat(payments.skipped(), is(List.of()));
        assertThat(
                page.withSkipped(List.of(ROW)),
                is(new Page<>(List.of("a"), Optional.empty(), false, List.of(ROW))));
        assertThat(
                payments.withSkipped(List.of(ROW)),
                is(
                        new PaymentsPage(
                                List.of(),
                                List.of(),
                                Optional.of(JsonValue.TRUE),
                                true,
                                List.of(ROW))));
    }

    @Test
    void aPageKeepsTheFirstThousandSkippedRows() {
        var rows =
                IntStream.rangeClosed(1, SkippedRow.MAX_ROWS + 1)
                        .mapToObj(number ->
                                SkippedRow.of("r" + number, SkippedRow.Reason.OTHER, "left out"))
                        .toList();

        var kept = Page.whole(List.of()).withSkipped(rows).skipped();

        assertThat(kept, hasSize(SkippedRow.MAX_ROWS));
        assertThat(kept, is(rows.subList(0, SkippedRow.MAX_ROWS)));
    }

    @Test
    void aLongMessageIsCut() {
        var row = SkippedRow.of("r1", SkippedRow.Reason.OTHER, "x".repeat(10_000));

        assertThat(row.message().length(), is(SkippedRow.MAX_MESSAGE_LENGTH));
        assertThat(row.message(), startsWith("xxx"));
        assertThat(row.message(), endsWith("x…"));
    }

    @Test
    void aRawThatIsNullCountsAsAbsent() {
        assertThat(ROW.withRaw(JsonValue.NULL), is(ROW));
    }

    @Test
    void onlyADeferredRowMayBeReadableLater() {
        var recoverable =
                Stream.of(SkippedRow.Reason.values())
                        .filter(SkippedRow.Reason::recoverable)
                        .toList();

        assertThat(recoverable, is(List.of(SkippedRow.Reason.DEFERRED)));
    }
}
