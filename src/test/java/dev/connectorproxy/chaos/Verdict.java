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

/// What a ledger says of the promises: nothing lost, nothing twice, and the work of a dead process taken over soon.
final class Verdict {
    /// What a process sent before a blow may arrive so long after it.
    private static final long UNDER_WAY = TimeUnit.MILLISECONDS.toNanos(500);

    /// So often even a command that may be repeated is begun, and not once more.
    private static final int MOST_STARTS = 5;

    /// So soon after a blow nobody takes over yet.
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
                .filter(it -> it.blow() != Blow.WOKEN)
                .forEach(it -> tasks.forEach((task, seen) -> takeover(it, task, seen)));
        takeovers.sort(Double::compare);
    }

    /// In words, one line for each promise that was broken.
    List<String> violations() {
        return violations;
    }

    int acknowledged() {
        return acknowledged;
    }

    /// Those that were acknowledged, and whose callback nobody took.
    int lost() {
        return lost;
    }

    /// Those whose task was told `OutcomeUnknown`.
    int unknown() {
        return unknown;
    }

    /// Those that were taken over by a process that was hit before it showed; they are counted from its blow.
    int hitAgain() {
        return hitAgain;
    }

    int takenOver() {
        return takeovers.size();
    }

    long blows(Blow blow) {
        return faults.stream().filter(it -> it.blow() == blow).count();
    }

    /// In seconds, so many of a thousand took no longer.
    double takeover(int perMille) {
        return takeovers.isEmpty()
                ? 0
                : takeovers.get(Math.min(takeovers.size() - 1, takeovers.size() * perMille / 1000));
    }

    private void judge(String task, List<Event> seen) {
        boolean promised = seen.stream().anyMatch(it -> it.kind() == Kind.ACKNOWLEDGED);
        long begun = seen.stream().filter(it -> it.kind() == Kind.BEGUN).count();
        var taken = seen.stream().filter(Event::isTaken).toList();
        acknowledged += promised ? 1 : 0;
        unknown += taken.stream().anyMatch(it -> it.detail().equals("OutcomeUnknown")) ? 1 : 0;
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
        for (var it : taken) {
            boolean expected =
                    it.detail().equals("ok")
                            || it.detail().equals("OutcomeUnknown")
                                    && (!repeatable(task) || begun >= MOST_STARTS);
            if (!expected) {
                violations.add("%s was told %s".formatted(task, it.detail()));
            }
        }
        fences(task, seen);
    }

    /// Whether somebody did what somebody else had, and was there to do.
    private void fences(String task, List<Event> seen) {
        for (int i = 0; i < seen.size(); i++) {
            var now = seen.get(i);
            for (var before : seen.subList(0, i)) {
                boolean other = !before.by().equals(now.by());
                if (now.kind() == Kind.BEGUN && before.isTaken()) {
                    violations.add("%s was run by %s when it was over".formatted(task, now.by()));
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

    /// Whether no blow hit who did that, from then until now.
    private boolean lives(Event deed, Event now) {
        return faults.stream()
                .filter(it -> it.to().equals(deed.by()) && it.blow() != Blow.WOKEN)
                .noneMatch(
                        it -> it.nanos() > deed.nanos() - UNDER_WAY && it.nanos() <= now.nanos());
    }

    /// How long what that process had lay about until another one did something for it.
    private void takeover(Fault fault, String task, List<Event> seen) {
        var before = seen.stream().filter(it -> it.nanos() <= fault.nanos()).toList();
        if (before.isEmpty()
                || !before.getLast().by().equals(fault.to())
                || before.stream().noneMatch(it -> it.kind() == Kind.ACKNOWLEDGED)
                || before.stream().anyMatch(Event::isTaken)) {
            return;
        }
        var next = next(fault, seen);
        if (next.isEmpty()) {
            return; // lost, and told as that; or what was under way arrived
        }
        double wait = (next.get().nanos() - fault.nanos()) / 1e9;
        if (wait <= LONGEST_TAKEOVER) {
            takeovers.add(wait);
            return;
        }
        // who took it over may have been hit in turn before that was seen
        double second = (next.get().nanos() - secondBlow(fault, next.get())) / 1e9;
        if (second <= LONGEST_TAKEOVER) {
            hitAgain++;
            takeovers.add(second);
            return;
        }
        takeovers.add(wait);
        violations.add("%s of %s was taken over after %.1f s".formatted(task, fault.to(), wait));
    }

    /// The first blow that may have hit whoever took over, or the first one of all.
    private long secondBlow(Fault fault, Event until) {
        return faults.stream()
                .filter(it -> it.blow() != Blow.WOKEN && !it.to().equals(fault.to()))
                .filter(it -> it.nanos() > fault.nanos() + LEASE && it.nanos() < until.nanos())
                .mapToLong(Fault::nanos)
                .min()
                .orElse(fault.nanos());
    }

    private static Optional<Event> next(Fault fault, List<Event> seen) {
        var after =
                seen.stream().filter(it -> it.nanos() > fault.nanos() && it.isDeed()).findFirst();
        return after.filter(
                it -> !it.by().equals(fault.to()) || it.nanos() - fault.nanos() > UNDER_WAY);
    }

    private static boolean repeatable(String task) {
        return task.startsWith("r");
    }
}
