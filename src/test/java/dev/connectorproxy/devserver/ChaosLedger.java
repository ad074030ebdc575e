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

/// What was fetched from where to where, and whether that can be. It can if, for each connector ever made and each kind and
/// payload of it, the turns form chains: each goes on from a state that an earlier one led to, no two from the same one, and
/// chains begin as often as states were cleared, and once more. A commit that is lost lets two turns go from one state; one
/// that comes after a reset lets a turn go on from a chain that has ended. A state that was set by hand begins a chain too,
/// of whichever connector it was set for. Thread-safe.
final class ChaosLedger {
    /// States beyond were set by hand; no provider counts that far.
    private static final long FIRST_BY_HAND = 1_000_000_000_000L;

    private final Queue<Turn> turns = new ConcurrentLinkedQueue<>();
    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> clears = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> sets = new ConcurrentHashMap<>();
    private final AtomicLong hands = new AtomicLong(FIRST_BY_HAND);

    /// A call of the provider.
    ///
    /// @param generation of the connector that was called
    /// @param key the kind and the payload
    /// @param stateOf the connector that the state is of
    /// @param from the state's number; 0 without a state
    /// @param to the new state's number
    record Turn(int generation, String key, int stateOf, long from, long to) {}

    void turned(Turn turn) {
        turns.add(turn);
    }

    /// A client got the page that leads to that state.
    void answered(long to) {
        answered.add(to);
    }

    /// A client is about to clear that kind of some connector.
    void clears(String kind) {
        clears.add(kind);
    }

    /// A client is about to set that state of that kind, without a payload.
    String sets(String kind) {
        long number = hands.incrementAndGet();
        sets.put(number, kind);
        return "{\"number\":" + number + "}";
    }

    int turns() {
        return turns.size();
    }

    int pages() {
        return answered.size();
    }

    /// What cannot be; empty if all is well.
    List<String> violations() {
        var wrong = new ArrayList<String>();
        var left = new HashSet<String>();
        var made = new HashMap<Long, Turn>();
        turns.forEach(it -> made.put(it.to(), it));
        for (var it : turns) {
            if (it.stateOf() != it.generation()) {
                wrong.add("a state of another connector: " + it);
            }
            if (it.from() > 0 && !left.add(it.key() + " " + it.from())) {
                wrong.add("two turns from one state: " + it);
            }
            if (it.from() > 0 && !it.key().equals(ledTo(it.from(), made))) {
                wrong.add("from a state that nothing of its kind led to: " + it);
            }
        }
        wrong.addAll(tooManyBeginnings());
        var once = new HashSet<Long>();
        for (long to : answered) {
            if (!once.add(to) || !made.containsKey(to)) {
                wrong.add("a page that was answered twice, or never fetched: " + to);
            }
        }
        return wrong;
    }

    /// The kind and payload that a state is of.
    private String ledTo(long state, Map<Long, Turn> made) {
        return state > FIRST_BY_HAND
                ? sets.getOrDefault(state, "nothing")
                : Optional.ofNullable(made.get(state)).map(Turn::key).orElse("nothing");
    }

    private List<String> tooManyBeginnings() {
        var begun = new HashMap<String, Integer>();
        var generations = new HashMap<String, HashSet<Integer>>();
        for (var it : turns) {
            generations.computeIfAbsent(it.key(), _ -> new HashSet<>()).add(it.generation());
            if (it.from() == 0) {
                begun.merge(it.key(), 1, Integer::sum);
            }
        }
        var cleared = new HashMap<String, Integer>();
        clears.forEach(it -> cleared.merge(it, 1, Integer::sum));
        return begun.entrySet().stream()
                .filter(it -> it.getValue() > allowed(it.getKey(), generations, cleared))
                .map(it -> it.getValue() + " turns without a state of " + it.getKey())
                .toList();
    }

    private static int allowed(
            String key, Map<String, HashSet<Integer>> generations, Map<String, Integer> cleared) {
        return generations.get(key).size()
                + cleared.entrySet().stream()
                        .filter(it -> key.startsWith(it.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
    }
}
