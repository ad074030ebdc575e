package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.toolkit.payment.CursorWalk.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A list of ids that returns the newest one first; rows may appear late, behind newer ones, and may be deleted. Not
/// thread-safe.
final class NewestFirstList implements CursorWalk.Source<String> {
    private final List<String> rows = new ArrayList<>();
    private final int maxPageSize;
    private int requests;

    NewestFirstList(int maxPageSize) {
        this.maxPageSize = maxPageSize;
    }

    /// A list of `r0`, which is the oldest, `r1` and so on.
    static NewestFirstList of(int size, int maxPageSize) {
        var list = new NewestFirstList(maxPageSize);
        for (int i = 0; i < size; i++) {
            list.add("r" + i);
        }
        return list;
    }

    void add(String id) {
        rows.addFirst(id);
    }

    /// @param newer the number of rows that are newer
    void addBehind(int newer, String id) {
        rows.add(newer, id);
    }

    void delete(String id) {
        rows.remove(id);
    }

    /// The newest first.
    List<String> rows() {
        return List.copyOf(rows);
    }

    int requests() {
        return requests;
    }

    @Override
    public Slice<String> newest(int limit) {
        requests++;
        return slice(0, limit);
    }

    @Override
    public Optional<Slice<String>> older(String id, int limit) {
        requests++;
        int at = rows.indexOf(id);
        return at < 0 ? Optional.empty() : Optional.of(slice(at + 1, limit));
    }

    @Override
    public Optional<Slice<String>> newer(String id, int limit) {
        requests++;
        check(limit);
        int at = rows.indexOf(id);
        int from = Math.max(0, at - limit);
        return at < 0
                ? Optional.empty()
                : Optional.of(new Slice<>(rows.subList(from, at), from > 0));
    }

    @Override
    public String id(String row) {
        return row;
    }

    @Override
    public int maxPageSize() {
        return maxPageSize;
    }

    private Slice<String> slice(int from, int limit) {
        check(limit);
        int to = Math.min(rows.size(), from + limit);
        return new Slice<>(rows.subList(from, to), to < rows.size());
    }

    private void check(int limit) {
        if (limit < 1 || limit > maxPageSize) {
            throw new AssertionError("a page of " + limit + " rows");
        }
    }
}
