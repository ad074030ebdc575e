package dev.connectorproxy.devserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Records all fetches and checks that their states are consistent. For each connector ever created, and each kind
/// and payload of it, the fetches must form chains: each continues from the state of an earlier fetch, no two from
/// the same state, and there are at most as many chains as clears, plus one. A lost commit shows as two fetches from
/// one state; a commit after a reset shows as a fetch that continues an ended chain. A state that a client sets
/// starts a chain too. Thread-safe.
final class ChaosLedger {
    /// Greater numbers are states that clients set; no provider counts that far.
    private static final long FIRST_SET_BY_CLIENT = 1_000_000_000_000L;

    private final Queue<Fetch> fetches = new ConcurrentLinkedQueue<>();
    private final Queue<Long> received = new ConcurrentLinkedQueue<>();
    private final Queue<String> clears = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> sets = new ConcurrentHashMap<>();
    private final AtomicLong setNumbers = new AtomicLong(FIRST_SET_BY_CLIENT);

    /// A call of the provider.
    ///
    /// @param generation of the connector that was called
    /// @param key the kind and the payload
    /// @param stateOf the generation of the connector that returned the state
    /// @param from the number of the state; 0 without a state
    /// @param to the number of the new state
    record Fetch(int generation, String key, int stateOf, long from, long to) {}

    void fetched(Fetch turn) {
        fetches.add(turn);
    }

    /// A client received the page with this new state.
    void received(long to) {
        received.add(to);
    }

    /// A client is about to clear this kind of some connector.
    void clears(String kind) {
        clears.add(kind);
    }

    /// A client is about to set a state of this kind, without a payload.
    ///
    /// @return the state
    String sets(String kind) {
        long number = setNumbers.incrementAndGet();
        sets.put(number, kind);
        return "{\"number\":" + number + "}";
    }

    int fetches() {
        return fetches.size();
    }

    int pages() {
        return received.size();
    }

    /// The inconsistencies; empty if there are none.
    List<String> violations() {
        var wrong = new ArrayList<String>();
        var left = new HashSet<String>();
        var made = new HashMap<Long, Fetch>();
        fetches.forEach(turn -> made.put(turn.to(), turn));
        for (var turn : fetches) {
            if (turn.stateOf() != turn.generation()) {
                wrong.add("a state of another connector: " + turn);
            }
            if (turn.from() > 0 && !left.add(turn.key() + " " + turn.from())) {
                wrong.add("two fetches from one state: " + turn);
            }
            if (turn.from() > 0 && !turn.key().equals(keyOf(turn.from(), made))) {
                wrong.add("from a state that no fetch of its key returned: " + turn);
            }
        }
        wrong.addAll(tooManyStarts());
        var once = new HashSet<Long>();
        for (long to : received) {
            if (!once.add(to) || !made.containsKey(to)) {
                wrong.add("a page that was received twice, or never fetched: " + to);
            }
        }
        return wrong;
    }

    /// The kind and payload that a state belongs to.
    private String keyOf(long state, Map<Long, Fetch> made) {
        return state > FIRST_SET_BY_CLIENT
                ? sets.getOrDefault(state, "nothing")
                : Optional.ofNullable(made.get(state)).map(Fetch::key).orElse("nothing");
    }

    private List<String> tooManyStarts() {
        var begun = new HashMap<String, Integer>();
        var generations = new HashMap<String, HashSet<Integer>>();
        for (var turn : fetches) {
            generations.computeIfAbsent(turn.key(), _ -> new HashSet<>()).add(turn.generation());
            if (turn.from() == 0) {
                begun.merge(turn.key(), 1, Integer::sum);
            }
        }
        var cleared = new HashMap<String, Integer>();
        clears.forEach(kind -> cleared.merge(kind, 1, Integer::sum));
        return begun.entrySet().stream()
                .filter(count -> count.getValue() > allowed(count.getKey(), generations, cleared))
                .map(count -> count.getValue() + " fetches without a state of " + count.getKey())
                .toList();
    }

    private static int allowed(
            String key, Map<String, HashSet<Integer>> generations, Map<String, Integer> cleared) {
        return generations.get(key).size()
                + cleared.entrySet().stream()
                        .filter(clear -> key.startsWith(clear.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
    }
}
