package dev.connectorproxy.connection;

import java.util.List;

/// What works and what does not of a connection, without anything secret.
///
/// @param checks in the order in which they were made; nothing is tested after a failure
public record ConnectionReport(String name, List<Check> checks) {
    public ConnectionReport {
        checks = List.copyOf(checks);
    }

    /// Whether nothing failed.
    public boolean isGood() {
        return checks.stream().noneMatch(check -> check.result() == Result.FAILED);
    }

    /// One step.
    ///
    /// @param name `secrets`, `credentials`, `reachable`, `request` or `login`
    /// @param detail an HTTP status or error code, or why it was skipped; empty for nothing to say
    public record Check(String name, Result result, String detail) {
        static Check passed(String name) {
            return new Check(name, Result.PASSED, "");
        }
    }

    /// The outcome of a check.
    public enum Result {
        PASSED,
        FAILED,
        SKIPPED
    }
}
