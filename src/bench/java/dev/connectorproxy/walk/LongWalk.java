package dev.connectorproxy.walk;

import dev.connectorproxy.contract.payment.FullWalk;
import dev.connectorproxy.contract.payment.FullWalk.Step;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads all payments of a [WalkedProvider] with pages of one size and simulates crashes: the connector is dropped, a
/// new one continues from the text of the state, and the page whose state was lost in the crash is fetched again.
/// From some of the states, another connector reads everything that must follow.
final class LongWalk {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final int LARGEST = 1_000;

    private final World world;
    private final int pageSize;
    private final int parts;
    private final Map<String, Integer> places = new HashMap<>();
    private final BitSet brought = new BitSet();
    private final List<String> wrong = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();
    private long doubled;
    private long pages;
    private int restarts;

    /// @param parts the number of parts of equal size; it crashes after each part
    LongWalk(World world, int pageSize, int parts) {
        this.world = world;
        this.pageSize = pageSize;
        this.parts = parts;
        world.references().forEach(reference -> places.put(reference, places.size()));
    }

    /// The results.
    ///
    /// @param payments the number of payments of the provider
    /// @param lost payments that no page contained
    /// @param doubled payments that came more than once
    /// @param pages the number of pages
    /// @param restarts how often everything after a state was read again
    /// @param heap live bytes at the end of each part
    /// @param wrong other errors, at most five
    record Outcome(
            int payments,
            long lost,
            long doubled,
            long pages,
            int restarts,
            List<Long> heap,
            List<String> wrong) {
        boolean clean() {
            return lost == 0 && doubled == 0 && wrong.isEmpty();
        }
    }

    Outcome go() {
        Optional<String> state = Optional.empty();
        for (boolean finished = false; !finished; ) {
            var last = new Last();
            int until = brought.cardinality() + Math.max(1, places.size() / parts);
            var part =
                    walk(pageSize)
                            .walk(
                                    state,
                                    step -> {
                                        last.step = step;
                                        take(step.page());
                                        return brought.cardinality() < until;
                                    });
            pages += part.pages();
            finished = part.finished();
            state = part.state();
            if (!finished) {
                again(last.step);
                follow(state);
            }
            heap.add(liveHeap());
        }
        int lost = places.size() - brought.cardinality();
        return new Outcome(places.size(), lost, doubled, pages, restarts, heap, wrong);
    }

    private static final class Last {
        private Step<Payment> step;
    }

    private void take(Fetched<Payment> page) {
        if (page.items().size() > pageSize) {
            wrong("a page of " + page.items().size());
        }
        for (var payment : page.items()) {
            var place = places.get(payment.reference());
            if (place == null) {
                wrong("an unknown payment: " + payment.reference());
            } else if (brought.get(place)) {
                doubled++;
            } else {
                brought.set(place);
            }
        }
    }

    /// A crash between a page and the storing of its state: the page is fetched again.
    private void again(Step<Payment> step) {
        var once = step.page().items().stream().map(Payment::reference).toList();
        if (!walk(pageSize).walk(step.before(), _ -> false).references().equals(once)) {
            wrong("a page differed after a crash");
        }
    }

    /// Checks that the pages after this state contain exactly the payments that are still missing.
    private void follow(Optional<String> state) {
        restarts++;
        var rest = (BitSet) brought.clone();
        walk(LARGEST)
                .walk(
                        state,
                        step -> {
                            for (var payment : step.page().items()) {
                                var place = places.get(payment.reference());
                                if (place == null || rest.get(place)) {
                                    wrong("not what follows: " + payment.reference());
                                } else {
                                    rest.set(place);
                                }
                            }
                            return true;
                        });
        if (rest.cardinality() != places.size()) {
            wrong(places.size() - rest.cardinality() + " do not follow a state");
        }
    }

    private FullWalk<Payment> walk(int size) {
        var connector = world.connector();
        FullWalk.Source<Payment> source =
                request -> connector.fetchPayments(request, LoopbackHttpEgress.call(TIME));
        return FullWalk.of(source, Payment::reference, size).from(world.payload());
    }

    private void wrong(String what) {
        if (wrong.size() < 5) {
            wrong.add(what);
        }
    }

    private static long liveHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
