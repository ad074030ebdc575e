package dev.connectorproxy.proxy;

/// The limits that immediate and deferred commands share.
public record Bounds(LimitSettings limits, MemoryBudget budget) {
    public Bounds(LimitSettings limits) {
        this(limits, new MemoryBudget(limits));
    }
}
