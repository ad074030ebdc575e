package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.toolkit.payment.CursorWalk.Batch;
import dev.connectorproxy.toolkit.payment.CursorWalk.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fetches a list page by page, with its position written and parsed in between. Not thread-safe.
final class CursorSession {
    final List<String> log = new ArrayList<>();
    private final Source<String> list;
    private final boolean oldestFirst;
    private Optional<String> state = Optional.empty();

    CursorSession(Source<String> list, boolean oldestFirst) {
        this.list = list;
        this.oldestFirst = oldestFirst;
    }

    /// Continues from that state.
    CursorSession from(Optional<String> other) {
        state = other;
        return this;
    }

    /// The state as text; empty before the first page.
    Optional<String> state() {
        return state;
    }

    Batch<String> fetch(int wanted) {
        return fetch(wanted, Duration.ofMinutes(1));
    }

    /// @param left the time that the call has left; if none, one step is made
    Batch<String> fetch(int wanted, Duration left) {
        var call =
                new Call(
                        "test",
                        true,
                        Optional.empty(),
                        System.nanoTime() + left.toNanos(),
                        Call.Trail.NONE);
        var walk = CursorWalk.of(list, log::add, call);
        var position = state.map(CursorSession::position).orElse(CursorPosition.START);
        var batch =
                oldestFirst
                        ? walk.oldestFirst(position, wanted)
                        : walk.newestFirst(position, wanted);
        if (batch.rows().size() > wanted) {
            throw new AssertionError("a page of " + batch.rows().size() + " rows");
        }
        state = Optional.of(batch.next().json().toString());
        return batch;
    }

    /// All rows up to the end.
    List<String> walk(int wanted) {
        var rows = new ArrayList<String>();
        boolean more = true;
        for (int pages = 0; more; pages++) {
            if (pages > 100_000) {
                throw new AssertionError("no end of pages");
            }
            var batch = fetch(wanted);
            rows.addAll(batch.rows());
            more = batch.hasMore();
        }
        return rows;
    }

    static CursorPosition position(String json) {
        var text = JsonText.of(json.getBytes(StandardCharsets.UTF_8), 10).orElseThrow();
        return CursorPosition.of(text.value());
    }
}
