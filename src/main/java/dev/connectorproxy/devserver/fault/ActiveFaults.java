package dev.connectorproxy.devserver.fault;

import dev.connectorproxy.spi.HttpRequest;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The faults of one connector: how often each was applied, and which lists are shifted. With the same seed, the same
/// requests in the same order have the same faults. Thread-safe.
final class ActiveFaults {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_LISTS = 1_000;

    private final Lock lock = new ReentrantLock();
    private final long seed;
    private final List<FaultRule> rules;
    private final Random random; // guarded by lock
    private final int[] applied; // guarded by lock
    private final Map<String, FaultKind> shifted = new HashMap<>(); // guarded by lock

    ActiveFaults(long seed, List<FaultRule> rules) {
        this.seed = seed;
        this.rules = List.copyOf(rules);
        this.random = new Random(seed);
        this.applied = new int[rules.size()];
    }

    /// The first rule that applies to a request, which counts as applied then.
    Optional<FaultRule> next(HttpRequest request) {
        lock.lock();
        try {
            for (int i = 0; i < rules.size(); i++) {
                if (applies(i, request)) {
                    applied[i]++;
                    return Optional.of(rules.get(i));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// How the list is shifted of which the request is a page.
    Optional<FaultKind> shift(PagedRequest page) {
        lock.lock();
        try {
            return Optional.ofNullable(shifted.get(page.list()));
        } finally {
            lock.unlock();
        }
    }

    JsonObject toJson() {
        lock.lock();
        try {
            var array = JSON.createArrayBuilder();
            for (int i = 0; i < rules.size(); i++) {
                array.add(rules.get(i).toJson(applied[i]));
            }
            return JSON.createObjectBuilder().add("seed", seed).add("faults", array).build();
        } finally {
            lock.unlock();
        }
    }

    private boolean applies(int index, HttpRequest request) {
        var rule = rules.get(index);
        int used = applied[index];
        if (rule.times().filter(times -> used >= times).isPresent() || !rule.matches(request)) {
            return false;
        }
        if (rule.kind().shiftsLists() && !canShift(request)) {
            return false;
        }
        if (rule.percent() < 100 && random.nextInt(100) >= rule.percent()) {
            return false;
        }
        if (rule.kind().shiftsLists()) {
            PagedRequest.of(request).ifPresent(page -> shifted.put(page.list(), rule.kind()));
        }
        return true;
    }

    /// Between two pages: the first one has been read.
    private boolean canShift(HttpRequest request) {
        return shifted.size() < MAX_LISTS
                && PagedRequest.of(request)
                        .filter(page -> !page.isFirst() && !shifted.containsKey(page.list()))
                        .isPresent();
    }
}
