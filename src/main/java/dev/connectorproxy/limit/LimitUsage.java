package dev.connectorproxy.limit;

/// What holders use of a limit, for metrics. Thread-safe.
public interface LimitUsage {

    /// What the holder has at present, in the unit of the limit.
    long used(String holder);

    /// How often the holder was refused.
    long refusals(String holder);
}
