package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.toolkit.payment.CursorWalk.Slice;
import java.util.Optional;

/// A list with a fault, which its subclasses add.
class ForwardingCursorList implements CursorWalk.Source<String> {
    private final NewestFirstList list;

    ForwardingCursorList(NewestFirstList list) {
        this.list = list;
    }

    /// Called before each request.
    void before() {}

    @Override
    public Slice<String> newest(int limit) {
        before();
        return list.newest(limit);
    }

    @Override
    public Optional<Slice<String>> older(String id, int limit) {
        before();
        return list.older(id, limit);
    }

    @Override
    public Optional<Slice<String>> newer(String id, int limit) {
        before();
        return list.newer(id, limit);
    }

    @Override
    public String id(String row) {
        return row;
    }

    @Override
    public int maxPageSize() {
        return list.maxPageSize();
    }
}
