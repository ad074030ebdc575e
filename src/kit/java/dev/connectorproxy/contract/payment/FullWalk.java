package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Fetches all pages of one kind, as the engine does: the state of each page is written to text, and parsed before the
/// next fetch. It can start at any state, and fails if it does not end. Pages are not kept, so that a long walk needs
/// memory for the references only. Immutable.
///
/// @param <T> the type of the rows
public final class FullWalk<T> {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_PAGES = 1_000_000;

    private final Source<T> source;
    private final Function<? super T, String> reference;
    private final FetchRequest first;
    private final int maxPages;

    private FullWalk(
            Source<T> source,
            Function<? super T, String> reference,
            FetchRequest first,
            int maxPages) {
        this.source = source;
        this.reference = reference;
        this.first = first;
        this.maxPages = maxPages;
    }

    /// The fetch of a connector, such as `request -> connector.fetchPayments(request, call())`.
    @FunctionalInterface
    public interface Source<T> {
        Fetched<T> fetch(FetchRequest request);
    }

    /// Visits each page.
    @FunctionalInterface
    public interface Visitor<T> {

        /// Whether to continue. Stopping simulates a crash between two pages.
        boolean goOn(Step<T> step);
    }

    /// One page.
    ///
    /// @param number from 1
    /// @param before the state of its request; a walk from this state fetches this page again
    /// @param after the state after it; empty if there is none
    public record Step<T>(
            int number, Optional<String> before, Fetched<T> page, Optional<String> after) {}

    /// The result of a walk.
    ///
    /// @param references the references of all rows, in order
    /// @param state the state after the last page
    /// @param finished whether the end was reached
    public record Walked(
            List<String> references, Optional<String> state, int pages, boolean finished) {
        public Walked {
            references = List.copyOf(references);
        }

        /// The expected references that were not fetched.
        public List<String> missing(Collection<String> expected) {
            var brought = new HashSet<>(references);
            return expected.stream().filter(it -> !brought.contains(it)).sorted().toList();
        }

        /// The references that were fetched more than once.
        public List<String> duplicates() {
            var once = new HashSet<String>();
            return references.stream().filter(it -> !once.add(it)).distinct().sorted().toList();
        }

        /// The result of this walk and the one that continued from its state.
        public Walked then(Walked next) {
            var all = new ArrayList<>(references);
            all.addAll(next.references);
            return new Walked(all, next.state, pages + next.pages, next.finished);
        }
    }

    /// A walk with pages of that size, without a payload.
    ///
    /// @param reference the identity of a row
    public static <T> FullWalk<T> of(
            Source<T> source, Function<? super T, String> reference, int pageSize) {
        return new FullWalk<>(source, reference, FetchRequest.first(pageSize), MAX_PAGES);
    }

    /// The same walk with that payload.
    public FullWalk<T> from(JsonValue payload) {
        return new FullWalk<>(source, reference, first.from(payload), maxPages);
    }

    /// The same walk, which fails if there are more pages than that; the default is a million.
    public FullWalk<T> atMost(int pages) {
        return new FullWalk<>(source, reference, first, pages);
    }

    /// Walks from the beginning to the end.
    public Walked walk() {
        return walk(Optional.empty());
    }

    /// Walks from a state to the end.
    ///
    /// @param state as text; empty for the beginning
    public Walked walk(Optional<String> state) {
        return walk(state, _ -> true);
    }

    /// Walks from a state to the end, or to where the visitor stops.
    ///
    /// @throws AssertionError the walk does not end, or a page has more but no new state
    public Walked walk(Optional<String> state, Visitor<T> visitor) {
        var references = new ArrayList<String>();
        var before = state;
        for (int number = 1; number <= maxPages; number++) {
            var page = source.fetch(request(before));
            var after = page.newState().map(JsonValue::toString);
            page.items().stream().map(reference).forEach(references::add);
            boolean goOn = visitor.goOn(new Step<>(number, before, page, after));
            if (!goOn || !page.hasMore()) {
                return new Walked(references, after, number, !page.hasMore());
            }
            mustMove(before, after, number);
            before = after;
        }
        throw new AssertionError("the walk has not ended after " + maxPages + " pages");
    }

    private FetchRequest request(Optional<String> state) {
        return state.map(text -> first.after(read(text))).orElse(first);
    }

    private static void mustMove(Optional<String> before, Optional<String> after, int number) {
        if (after.isEmpty()) {
            throw new AssertionError("page " + number + " has more, but no state to go on from");
        }
        if (after.equals(before)) {
            throw new AssertionError(
                    "page " + number + " has more, but leads to where it began: " + after.get());
        }
    }

    static JsonValue read(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
