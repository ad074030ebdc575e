package dev.connectorproxy.chaos;

import dev.connectorproxy.chaos.EventLog.Event;
import dev.connectorproxy.chaos.EventLog.Fault;
import dev.connectorproxy.chaos.EventLog.FaultKind;
import dev.connectorproxy.chaos.EventLog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Checks an event log: no callback lost, nothing done twice, and quick failover of the work of a dead process.
final class Verdict {
    /// A request sent before a fault may arrive this long after it.
    private static final long IN_FLIGHT = TimeUnit.MILLISECONDS.toNanos(500);

    /// The maximum of starts of a repeatable command.
    private static final int MAX_STARTS = 5;

    /// The minimum time between a fault and the failover.
    private static final long LEASE = TimeUnit.SECONDS.toNanos(8);

    static final double MAX_FAILOVER_SECONDS = 15;

    private final Map<String, List<Event>> tasks;
    private final List<Fault> faults;
    private final List<String> violations = new ArrayList<>();
    private final List<Double> failovers = new ArrayList<>();
    private int acknowledged;
    private int unknown;
    private int lost;
    private int hitTwice;

    Verdict(EventLog ledger) {
        this.tasks = ledger.tasks();
        this.faults = ledger.faults();
        tasks.forEach(this::check);
        faults.stream()
                .filter(fault -> fault.kind() != FaultKind.WOKEN)
                .forEach(fault -> tasks.forEach((task, seen) -> failover(fault, task, seen)));
        failovers.sort(Double::compare);
    }

    /// The violations found, one line each.
    List<String> violations() {
        return violations;
    }

    int acknowledged() {
        return acknowledged;
    }

    /// Acknowledged calls whose callback was not accepted.
    int lost() {
        return lost;
    }

    /// Tasks that got the error `OutcomeUnknown`.
    int unknown() {
        return unknown;
    }

    /// Failovers to a process that was hit by a fault before its first visible event; they are measured from that
    /// fault.
    int hitTwice() {
        return hitTwice;
    }

    int failoverCount() {
        return failovers.size();
    }

    long faultCount(FaultKind blow) {
        return faults.stream().filter(event -> event.kind() == blow).count();
    }

    /// A per-mille quantile of the failover times, in seconds.
    double failover(int perMille) {
        return failovers.isEmpty()
                ? 0
                : failovers.get(Math.min(failovers.size() - 1, failovers.size() * perMille / 1000));
    }

    private void check(String task, List<Event> seen) {
        boolean promised = seen.stream().anyMatch(event -> event.kind() == Kind.ACKNOWLEDGED);
        long begun = seen.stream().filter(event -> event.kind() == Kind.BEGUN).count();
        var taken = seen.stream().filter(Event::isTaken).toList();
        acknowledged += promised ? 1 : 0;
        unknown +=
                taken.stream().anyMatch(event -> event.detail().equals("OutcomeUnknown")) ? 1 : 0;
        if (promised && taken.isEmpty()) {
            lost++;
            violations.add(task + " is lost");
        }
        if (begun > 1 && !repeatable(task)) {
            violations.add("%s may not be repeated, and ran %d times".formatted(task, begun));
        }
        if (taken.size() > 1) {
            violations.add(task + " was taken twice");
        }
        for (var event : taken) {
            boolean expected =
                    event.detail().equals("ok")
                            || event.detail().equals("OutcomeUnknown")
                                    && (!repeatable(task) || begun >= MAX_STARTS);
            if (!expected) {
                violations.add("%s got %s".formatted(task, event.detail()));
            }
        }
        checkFencing(task, seen);
    }

    /// Checks that no process ran or delivered what another live process had.
    private void checkFencing(String task, List<Event> seen) {
        for (int i = 0; i < seen.size(); i++) {
            var now = seen.get(i);
            for (var before : seen.subList(0, i)) {
                boolean other = !before.process().equals(now.process());
                if (now.kind() == Kind.BEGUN && before.isTaken()) {
                    violations.add(
                            "%s was run by %s when it was finished".formatted(task, now.process()));
                } else if (now.kind() == Kind.BEGUN
                        && before.isByReplica()
                        && other
                        && isUnaffected(before, now)) {
                    violations.add(
                            "%s was run by %s though %s had it"
                                    .formatted(task, now.process(), before.process()));
                } else if (now.kind() == Kind.CALLED
                        && before.kind() == Kind.TAKEN
                        && isUnaffected(before, now)) {
                    violations.add(
                            "%s was delivered by %s though %s had delivered it"
                                    .formatted(task, now.process(), before.process()));
                }
            }
        }
    }

    /// Whether no fault hit the process of the event, from that event until now.
    private boolean isUnaffected(Event before, Event now) {
        return faults.stream()
                .filter(fault ->
                        fault.process().equals(before.process()) && fault.kind() != FaultKind.WOKEN)
                .noneMatch(fault ->
                        fault.nanos() > before.nanos() - IN_FLIGHT && fault.nanos() <= now.nanos());
    }

    /// Measures the time from a fault to the next event of the task by another process.
    private void failover(Fault fault, String task, List<Event> seen) {
        var before = seen.stream().filter(event -> event.nanos() <= fault.nanos()).toList();
        if (before.isEmpty()
                || !before.getLast().process().equals(fault.process())
                || before.stream().noneMatch(event -> event.kind() == Kind.ACKNOWLEDGED)
                || before.stream().anyMatch(Event::isTaken)) {
            return;
        }
        var next = next(fault, seen);
        if (next.isEmpty()) {
            return; // lost, which is reported as such; or a request in flight arrived
        }
        double wait = (next.get().nanos() - fault.nanos()) / 1e9;
        if (wait <= MAX_FAILOVER_SECONDS) {
            failovers.add(wait);
            return;
        }
        // the new process may have been hit as well before its first event
        double second = (next.get().nanos() - secondFault(fault, next.get())) / 1e9;
        if (second <= MAX_FAILOVER_SECONDS) {
            hitTwice++;
            failovers.add(second);
            return;
        }
        failovers.add(wait);
        violations.add(
                "%s of %s had its failover after %.1f s".formatted(task, fault.process(), wait));
    }

    /// The first fault that may have hit the new process; the given fault for none.
    private long secondFault(Fault fault, Event until) {
        return faults.stream()
                .filter(other ->
                        other.kind() != FaultKind.WOKEN && !other.process().equals(fault.process()))
                .filter(other ->
                        other.nanos() > fault.nanos() + LEASE && other.nanos() < until.nanos())
                .mapToLong(Fault::nanos)
                .min()
                .orElse(fault.nanos());
    }

    private static Optional<Event> next(Fault fault, List<Event> seen) {
        var after =
                seen.stream()
                        .filter(event -> event.nanos() > fault.nanos() && event.isByReplica())
                        .findFirst();
        return after.filter(event ->
                !event.process().equals(fault.process())
                        || event.nanos() - fault.nanos() > IN_FLIGHT);
    }

    private static boolean repeatable(String task) {
        return task.startsWith("r");
    }
}
