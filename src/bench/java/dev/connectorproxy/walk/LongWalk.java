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
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final int MAX_PAGE_SIZE = 1_000;

    private final WalkedProvider world;
    private final int pageSize;
    private final int parts;
    private final Map<String, Integer> positions = new HashMap<>();
    private final BitSet received = new BitSet();
    private final List<String> errors = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();
    private long duplicates;
    private long pages;
    private int restarts;

    /// @param parts the number of parts of equal size; it crashes after each part
    LongWalk(WalkedProvider world, int pageSize, int parts) {
        this.world = world;
        this.pageSize = pageSize;
        this.parts = parts;
        world.references().forEach(reference -> positions.put(reference, positions.size()));
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
            long duplicates,
            long pages,
            int restarts,
            List<Long> heap,
            List<String> errors) {
        boolean clean() {
            return lost == 0 && duplicates == 0 && errors.isEmpty();
        }
    }

    Outcome run() {
        Optional<String> state = Optional.empty();
        for (boolean finished = false; !finished; ) {
            var last = new LastStep();
            int until = received.cardinality() + Math.max(1, positions.size() / parts);
            var part =
                    walk(pageSize)
                            .walk(
                                    state,
                                    step -> {
                                        last.step = step;
                                        receive(step.page());
                                        return received.cardinality() < until;
                                    });
            pages += part.pages();
            finished = part.finished();
            state = part.state();
            if (!finished) {
                fetchAgain(last.step);
                readRest(state);
            }
            heap.add(liveHeap());
        }
        int lost = positions.size() - received.cardinality();
        return new Outcome(positions.size(), lost, duplicates, pages, restarts, heap, errors);
    }

    private static final class LastStep {
        private Step<Payment> step;
    }

    private void receive(Fetched<Payment> page) {
        if (page.items().size() > pageSize) {
            addError("a page of " + page.items().size());
        }
        for (var payment : page.items()) {
            var place = positions.get(payment.reference());
            if (place == null) {
                addError("an unknown payment: " + payment.reference());
            } else if (received.get(place)) {
                duplicates++;
            } else {
                received.set(place);
            }
        }
    }

    /// A crash between a page and the storing of its state: the page is fetched again.
    private void fetchAgain(Step<Payment> step) {
        var once = step.page().items().stream().map(Payment::reference).toList();
        if (!walk(pageSize).walk(step.before(), _ -> false).references().equals(once)) {
            addError("a page differed after a crash");
        }
    }

    /// Checks that the pages after this state contain exactly the payments that are still missing.
    private void readRest(Optional<String> state) {
        restarts++;
        var rest = (BitSet) received.clone();
        walk(MAX_PAGE_SIZE)
                .walk(
                        state,
                        step -> {
                            for (var payment : step.page().items()) {
                                var place = positions.get(payment.reference());
                                if (place == null || rest.get(place)) {
                                    addError("not what follows: " + payment.reference());
                                } else {
                                    rest.set(place);
                                }
                            }
                            return true;
                        });
        if (rest.cardinality() != positions.size()) {
            addError(positions.size() - rest.cardinality() + " do not follow a state");
        }
    }

    private FullWalk<Payment> walk(int size) {
        var connector = world.connector();
        FullWalk.Source<Payment> source =
                request -> connector.fetchPayments(request, LoopbackHttpEgress.call(TIMEOUT));
        return FullWalk.of(source, Payment::reference, size).from(world.payload());
    }

    private void addError(String what) {
        if (errors.size() < 5) {
            errors.add(what);
        }
    }

    private static long liveHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
