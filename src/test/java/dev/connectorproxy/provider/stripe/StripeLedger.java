package dev.connectorproxy.provider.stripe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Rows in the order of their creation, listed like Stripe's: the newest first, from a cursor on. Thread-safe. The
/// first rows may be generated on demand, so that a hundred thousand of them need no memory.
final class StripeLedger {
    private final Lock lock = new ReentrantLock();
    private final Generator generator;
    private final String prefix;
    private final int generated;
    private final List<String> added = new ArrayList<>(); // this and below: guarded by lock
    private final Map<String, Integer> positions = new HashMap<>();
    private final BitSet deleted = new BitSet();

    /// Generates a row.
    interface Generator {
        /// @param expand the fields that replace an id
        String row(int position, List<String> expand);
    }

    /// A page.
    record Rows(List<String> rows, boolean hasMore) {}

    /// Rows called `<prefix><position, 9 digits>`.
    StripeLedger(String prefix, int generated, Generator generator) {
        this.prefix = prefix;
        this.generated = generated;
        this.generator = generator;
    }

    String id(int position) {
        return prefix + "%09d".formatted(position);
    }

    /// Adds a row that is newer than all others.
    void add(String id, String row) {
        locked(() -> {
            positions.put(id, generated + added.size());
            added.add(row);
            return true;
        });
    }

    /// Adds a row that becomes visible late: behind that many of the rows added last.
    void addBehind(int newer, String id, String row) {
        locked(() -> {
            added.add(added.size() - newer, row);
            positions.replaceAll(
                    (_, at) -> at >= generated + added.size() - 1 - newer ? at + 1 : at);
            positions.put(id, generated + added.size() - 1 - newer);
            return true;
        });
    }

    /// Changes a row that was added.
    void replace(String id, String row) {
        locked(() -> added.set(position(id) - generated, row));
    }

    /// A row.
    String get(String id, List<String> expand) {
        return locked(() -> row(position(id), expand));
    }

    /// Deletes a row; it can no longer be a cursor.
    void delete(String id) {
        locked(() -> {
            deleted.set(position(id));
            return true;
        });
    }

    int size() {
        return locked(() -> generated + added.size());
    }

    boolean has(String id) {
        return locked(() -> position(id) >= 0 && !deleted.get(position(id)));
    }

    /// The rows older than one, or the newest ones.
    ///
    /// @param before empty text for the newest
    Rows older(String before, int limit, List<String> expand) {
        return locked(() -> {
            int from = before.isEmpty() ? generated + added.size() : position(before);
            var rows = new ArrayList<String>();
            int at = previous(from);
            while (at >= 0 && rows.size() < limit) {
                rows.add(row(at, expand));
                at = previous(at);
            }
            return new Rows(rows, at >= 0);
        });
    }

    /// The rows next to one and newer than it, the newest of them first.
    Rows newer(String after, int limit, List<String> expand) {
        return locked(() -> {
            int end = generated + added.size();
            var rows = new ArrayList<String>();
            int at = deleted.nextClearBit(position(after) + 1);
            while (at < end && rows.size() < limit) {
                rows.addFirst(row(at, expand));
                at = deleted.nextClearBit(at + 1);
            }
            return new Rows(rows, at < end);
        });
    }

    private int previous(int position) {
        return position <= 0 ? -1 : deleted.previousClearBit(position - 1);
    }

    private String row(int position, List<String> expand) {
        return position < generated
                ? generator.row(position, expand)
                : added.get(position - generated);
    }

    private int position(String id) {
        var known = positions.get(id);
        if (known != null) {
            return known;
        }
        if (!id.matches(prefix + "\\d{9}")) {
            return -1;
        }
        int position = Integer.parseInt(id.substring(prefix.length()));
        return position < generated ? position : -1;
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
