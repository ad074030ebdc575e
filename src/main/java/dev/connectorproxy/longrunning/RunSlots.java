package dev.connectorproxy.longrunning;

import dev.connectorproxy.limit.FairLimiter;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.RefusalCounts;
import dev.connectorproxy.limit.Shares;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The slots in which deferred commands run (`long-running.running`). They are shared among the callers and the origins of
/// callbacks; the slots of each of these are shared among the targets, so that one that hangs leaves half of them to
/// the others. Thread-safe.
final class RunSlots implements LimitUsage {
    /// How long a command waits for a slot before it is postponed. It does not wait where no slot became free since
    /// another one has waited in vain.
    private static final Duration MAX_WAIT = Duration.ofMillis(500);

    private static final Duration MIN_POSTPONEMENT = Duration.ofSeconds(1);

    /// The time between two postponed commands with the same target, so that many of them do not keep the database busy.
    private static final Duration SPACING = Duration.ofMillis(50);

    private final FairLimiter groups;
    private final int maxOfGroup;
    private final Map<Group, FairLimiter> targetsByGroup = new ConcurrentHashMap<>();
    private final Set<Slot> stalled = ConcurrentHashMap.newKeySet();
    private final Map<Slot, Instant> lastPostponed = new ConcurrentHashMap<>();
    private final RefusalCounts postponements = new RefusalCounts();

    /// @param callers how the callers share limits
    /// @param origins the number of origins that callbacks may be sent to
    RunSlots(int slots, Shares callers, int origins) {
        int holders = Math.max(1, callers.holders()) * origins;
        var shares = holders > 1 ? new Shares(holders, true) : Shares.NONE;
        this.groups = new FairLimiter(slots, shares);
        this.maxOfGroup = shares.max(slots);
    }

    /// Whose slots are shared.
    record Group(String caller, String origin) {
        String holder() {
            return caller + " " + origin;
        }
    }

    /// What a command needs to run.
    record Slot(Group group, String target) {}

    /// Takes a slot, to be given back with [#release].
    ///
    /// @return whether there was one
    boolean acquire(Slot slot) throws InterruptedException {
        var wait = stalled.contains(slot) ? Duration.ZERO : MAX_WAIT;
        if (!targets(slot).acquire(slot.target(), 1, wait)) {
            stalled.add(slot);
            return false;
        }
        boolean acquired = false;
        try {
            acquired = groups.acquire(slot.group().holder(), 1, wait);
        } finally {
            if (!acquired) {
                targets(slot).release(slot.target(), 1);
            }
        }
        if (acquired) {
            stalled.remove(slot);
        } else {
            stalled.add(slot);
        }
        return acquired;
    }

    void release(Slot slot) {
        groups.release(slot.group().holder(), 1);
        targets(slot).release(slot.target(), 1);
        stalled.remove(slot);
    }

    /// When a command that found no slot is to be tried again.
    Instant postpone(Slot slot, Instant now) {
        postponements.add(slot.group().caller());
        lastPostponed.values().removeIf(now::isAfter);
        var earliest = now.plus(MIN_POSTPONEMENT);
        return lastPostponed.merge(
                slot,
                earliest,
                (last, _) -> {
                    var next = last.plus(SPACING);
                    return next.isBefore(earliest) ? earliest : next;
                });
    }

    /// The number of slots in use.
    int used() {
        return groups.used();
    }

    int slots() {
        return groups.permits();
    }

    /// The number of targets whose commands wait because others with the same target use all slots that these may have.
    int saturatedTargets() {
        return stalled.size();
    }

    @Override
    public long used(String caller) {
        return targetsByGroup.keySet().stream()
                .filter(group -> group.caller().equals(caller))
                .mapToLong(group -> groups.used(group.holder()))
                .sum();
    }

    /// How often a command was postponed.
    @Override
    public long refusals(String caller) {
        return postponements.of(caller);
    }

    private FairLimiter targets(Slot slot) {
        return targetsByGroup.computeIfAbsent(
                slot.group(), _ -> new FairLimiter(maxOfGroup, Shares.OF_UNKNOWN));
    }
}
