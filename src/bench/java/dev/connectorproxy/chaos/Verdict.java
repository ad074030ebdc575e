package dev.connectorproxy.chaos;

import dev.connectorproxy.chaos.Ledger.Blow;
import dev.connectorproxy.chaos.Ledger.Event;
import dev.connectorproxy.chaos.Ledger.Fault;
import dev.connectorproxy.chaos.Ledger.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Checks an event log: no callback lost, nothing done twice, and quick failover of the work of a dead process.
final class Verdict {
    /// A request sent before a fault may arrive this long after it.
    private static final long UNDER_WAY = TimeUnit.MILLISECONDS.toNanos(500);

    /// The maximum of starts of a repeatable command.
    private static final int MOST_STARTS = 5;

    /// The minimum time between a fault and the failover.
    private static final long LEASE = TimeUnit.SECONDS.toNanos(8);

    static final double LONGEST_TAKEOVER = 15;

    private final Map<String, List<Event>> tasks;
    private final List<Fault> faults;
    private final List<String> violations = new ArrayList<>();
    private final List<Double> takeovers = new ArrayList<>();
    private int acknowledged;
    private int unknown;
    private int lost;
    private int hitAgain;

    Verdict(Ledger ledger) {
        this.tasks = ledger.tasks();
        this.faults = ledger.faults();
        tasks.forEach(this::judge);
        faults.stream()
                .filter(fault -> fault.blow() != Blow.WOKEN)
                .forEach(fault -> tasks.forEach((task, seen) -> takeover(fault, task, seen)));
        takeovers.sort(Double::compare);
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
    int hitAgain() {
        return hitAgain;
    }

    int takenOver() {
        return takeovers.size();
    }

    long blows(Blow blow) {
        return faults.stream().filter(event -> event.blow() == blow).count();
    }

    /// A per-mille quantile of the failover times, in seconds.
    double takeover(int perMille) {
        return takeovers.isEmpty()
                ? 0
                : takeovers.get(Math.min(takeovers.size() - 1, takeovers.size() * perMille / 1000));
    }

    private void judge(String task, List<Event> seen) {
        boolean promised = seen.stream().anyMatch(event -> event.kind() == Kind.ACKNOWLEDGED);
        long begun = seen.stream().filter(event -> event.kind() == Kind.BEGUN).count();
        var taken = seen.stream().filter(Event::isTaken).toList();
        acknowledged += promised ? 1 : 0;
        unknown += taken.stream().anyMatch(event -> event.detail().equals("OutcomeUnknown")) ? 1 : 0;
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
                                    && (!repeatable(task) || begun >= MOST_STARTS);
            if (!expected) {
                violations.add("%s got %s".formatted(task, event.detail()));
            }
        }
        fences(task, seen);
    }

    /// Checks that no process ran or delivered what another live process had.
    private void fences(String task, List<Event> seen) {
        for (int i = 0; i < seen.size(); i++) {
            var now = seen.get(i);
            for (var before : seen.subList(0, i)) {
                boolean other = !before.by().equals(now.by());
                if (now.kind() == Kind.BEGUN && before.isTaken()) {
                    violations.add("%s was run by %s when it was finished".formatted(task, now.by()));
                } else if (now.kind() == Kind.BEGUN
                        && before.isDeed()
                        && other
                        && lives(before, now)) {
                    violations.add(
                            "%s was run by %s though %s had it"
                                    .formatted(task, now.by(), before.by()));
                } else if (now.kind() == Kind.CALLED
                        && before.kind() == Kind.TAKEN
                        && lives(before, now)) {
                    violations.add(
                            "%s was delivered by %s though %s had delivered it"
                                    .formatted(task, now.by(), before.by()));
                }
            }
        }
    }

    /// Whether no fault hit the process of the event, from that event until now.
    private boolean lives(Event before, Event now) {
        return faults.stream()
                .filter(fault -> fault.to().equals(before.by()) && fault.blow() != Blow.WOKEN)
                .noneMatch(
                        fault ->
                                fault.nanos() > before.nanos() - UNDER_WAY
                                        && fault.nanos() <= now.nanos());
    }

    /// Measures the time from a fault to the next event of the task by another process.
    private void takeover(Fault fault, String task, List<Event> seen) {
        var before = seen.stream().filter(event -> event.nanos() <= fault.nanos()).toList();
        if (before.isEmpty()
                || !before.getLast().by().equals(fault.to())
                || before.stream().noneMatch(event -> event.kind() == Kind.ACKNOWLEDGED)
                || before.stream().anyMatch(Event::isTaken)) {
            return;
        }
        var next = next(fault, seen);
        if (next.isEmpty()) {
            return; // lost, which is reported as such; or a request in flight arrived
        }
        double wait = (next.get().nanos() - fault.nanos()) / 1e9;
        if (wait <= LONGEST_TAKEOVER) {
            takeovers.add(wait);
            return;
        }
        // the new process may have been hit as well before its first event
        double second = (next.get().nanos() - secondBlow(fault, next.get())) / 1e9;
        if (second <= LONGEST_TAKEOVER) {
            hitAgain++;
            takeovers.add(second);
            return;
        }
        takeovers.add(wait);
        violations.add("%s of %s had its failover after %.1f s".formatted(task, fault.to(), wait));
    }

    /// The first fault that may have hit the new process; the given fault for none.
    private long secondBlow(Fault fault, Event until) {
        return faults.stream()
                .filter(other -> other.blow() != Blow.WOKEN && !other.to().equals(fault.to()))
                .filter(other -> other.nanos() > fault.nanos() + LEASE && other.nanos() < until.nanos())
                .mapToLong(Fault::nanos)
                .min()
                .orElse(fault.nanos());
    }

    private static Optional<Event> next(Fault fault, List<Event> seen) {
        var after =
                seen.stream()
                        .filter(event -> event.nanos() > fault.nanos() && event.isDeed())
                        .findFirst();
        return after.filter(
                event ->
                        !event.by().equals(fault.to())
                                || event.nanos() - fault.nanos() > UNDER_WAY);
    }

    private static boolean repeatable(String task) {
        return task.startsWith("r");
    }
}
