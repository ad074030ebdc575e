package dev.connectorproxy.walk;

import dev.connectorproxy.contract.payment.FullWalk;
import dev.connectorproxy.contract.payment.FullWalk.Step;
import dev.connectorproxy.egress.OpenEgress;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A walk through all payments of a [World] with pages of one size, which crashes again and again: its connector is thrown
/// away, a new one goes on from the text of the state, and the page whose state was lost in the crash is fetched once more.
/// From some of the states on, another connector reads all that must follow.
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

    /// @param parts after as many payments as this many parts have, it crashes
    LongWalk(World world, int pageSize, int parts) {
        this.world = world;
        this.pageSize = pageSize;
        this.parts = parts;
        world.references().forEach(it -> places.put(it, places.size()));
    }

    /// What came of it.
    ///
    /// @param restarts how many times all that follows a state was read anew
    /// @param heap live bytes at the end of each part
    /// @param wrong all that should not be
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
                wrong("a payment that nobody made: " + payment.reference());
            } else if (brought.get(place)) {
                doubled++;
            } else {
                brought.set(place);
            }
        }
    }

    /// What a crash does that comes between a page and its state: the page is fetched again.
    private void again(Step<Payment> step) {
        var once = step.page().items().stream().map(Payment::reference).toList();
        if (!walk(pageSize).walk(step.before(), _ -> false).references().equals(once)) {
            wrong("a page came as another one after a crash");
        }
    }

    /// Everything that was not brought comes from that state on, and nothing else.
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
        FullWalk.Source<Payment> source = it -> connector.fetchPayments(it, OpenEgress.call(TIME));
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
