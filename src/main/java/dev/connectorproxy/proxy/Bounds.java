package dev.connectorproxy.proxy;

/// The bounds on all commands together, those that are answered at once and those that run later.
public record Bounds(LimitSettings limits, BodyBudget budget) {
    public Bounds(LimitSettings limits) {
        this(limits, new BodyBudget(limits));
    }
}
