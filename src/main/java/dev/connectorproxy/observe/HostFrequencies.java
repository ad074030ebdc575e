package dev.connectorproxy.observe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Counts hosts in bounded memory, by the Space-Saving algorithm (Metwally, Agrawal, El Abbadi, 2005): a new host takes the
/// place of the rarest one. A host that has more than a share of 1/capacity of all requests is never displaced, however
/// many others there are. Used by one thread at a time.
final class HostFrequencies {
    private final int capacity;
    private final Map<String, Count> counts = new HashMap<>();

    /// @param capacity the number of hosts that are counted
    HostFrequencies(int capacity) {
        this.capacity = capacity;
    }

    /// @param certain the requests that were really counted
    /// @param inherited those of the hosts whose place this one has
    private record Count(int certain, int inherited) {
        int total() {
            return certain + inherited;
        }
    }

    /// Counts a request.
    ///
    /// @return how many were counted of this host, at least
    int add(String host) {
        var known = counts.get(host);
        var count =
                known == null
                        ? new Count(1, inherit())
                        : new Count(known.certain + 1, known.inherited);
        counts.put(host, count);
        return count.certain;
    }

    void remove(String host) {
        counts.remove(host);
    }

    /// The host with the most requests that were certainly counted, and their number.
    Optional<Map.Entry<String, Integer>> mostFrequent() {
        return counts.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().certain))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().certain));
    }

    /// Divides all counts by a power of two.
    void age(int shift) {
        counts.replaceAll((_, count) ->
                new Count(shifted(count.certain, shift), shifted(count.inherited, shift)));
        counts.values().removeIf(count -> count.total() == 0);
    }

    private static int shifted(int count, int shift) {
        return shift > 30 ? 0 : count >> shift;
    }

    /// Makes room, if there is none.
    ///
    /// @return the requests of the host that was displaced
    private int inherit() {
        if (counts.size() < capacity) {
            return 0;
        }
        var rarest =
                counts.entrySet().stream()
                        .min(Comparator.comparingInt(entry -> entry.getValue().total()))
                        .orElseThrow();
        counts.remove(rarest.getKey());
        return rarest.getValue().total();
    }
}
