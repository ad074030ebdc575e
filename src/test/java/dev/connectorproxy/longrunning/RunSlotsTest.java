package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.longrunning.RunSlots.Group;
import dev.connectorproxy.longrunning.RunSlots.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSlotsTest {
    private static final Shares TWO_KEYS = Shares.of(List.of("a", "b"));

    private static Slot slot(String caller, String origin, String target) {
        return new Slot(new Group(caller, origin), target);
    }

    private static int takeAll(RunSlots slots, Slot slot) throws InterruptedException {
        int taken = 0;
        while (slots.acquire(slot)) {
            taken++;
        }
        return taken;
    }

    @Test
    void aTargetThatHangsLeavesHalfOfTheSlotsToOthers() throws Exception {
        var slots = new RunSlots(32, Shares.NONE, 1);

        assertThat(takeAll(slots, slot("a", "o", "hung")), is(16));
        assertThat(takeAll(slots, slot("a", "o", "healthy")), is(8));
    }

    @Test
    void aCallerWhoseTargetsHangLeavesSlotsToAnother() throws Exception {
        var slots = new RunSlots(32, TWO_KEYS, 1);
        for (int i = 0; i < 40; i++) {
            slots.acquire(slot("a", "o", "hung " + i));
        }

        assertThat(takeAll(slots, slot("b", "o", "healthy")) >= 5, is(true));
    }

    @Test
    void theHungTargetOfACallerLeavesSlotsToItsOtherTargets() throws Exception {
        var slots = new RunSlots(32, TWO_KEYS, 1);

        assertThat(takeAll(slots, slot("a", "o", "hung")), is(7));
        assertThat(takeAll(slots, slot("a", "o", "healthy")), is(4));
    }

    @Test
    void anOriginWhoseTargetsHangLeavesSlotsToAnother() throws Exception {
        var slots = new RunSlots(32, Shares.NONE, 2);
        for (int i = 0; i < 40; i++) {
            slots.acquire(slot("a", "one", "hung " + i));
        }

        assertThat(takeAll(slots, slot("a", "two", "healthy")) >= 8, is(true));
    }

    @Test
    void aTargetIsSaturatedUntilOneOfItsCommandsEnds() throws Exception {
        var slots = new RunSlots(4, Shares.NONE, 1);
        var hung = slot("a", "o", "hung");

        int taken = takeAll(slots, hung);
        assertThat(slots.saturatedTargets(), is(1));
        assertThat(slots.used(), is(taken));
        assertThat(slots.used("a"), is((long) taken));

        slots.release(hung);
        assertThat(slots.saturatedTargets(), is(0));
        assertThat(slots.acquire(hung), is(true));
    }

    @Test
    void postponedCommandsOfOneTargetComeBackOneAfterTheOther() {
        var slots = new RunSlots(4, Shares.NONE, 1);
        var now = Instant.EPOCH;
        var hung = slot("a", "o", "hung");

        var first = slots.postpone(hung, now);
        var second = slots.postpone(hung, now.plusMillis(1));
        var other = slots.postpone(slot("a", "o", "other"), now);
        var later = slots.postpone(hung, now.plusSeconds(60));

        assertThat(first, is(now.plusSeconds(1)));
        assertThat(second, is(first.plus(Duration.ofMillis(50))));
        assertThat(other, is(first));
        assertThat(later, is(now.plusSeconds(61)));
        assertThat(slots.refusals("a"), is(4L));
    }

    @Test
    void anInterruptedCommandTakesNoSlot() throws Exception {
        var slots = new RunSlots(1, Shares.NONE, 1);
        var one = slot("a", "o", "t");
        slots.acquire(one);

        var waiting =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            Thread.currentThread().interrupt();
                            try {
                                slots.acquire(slot("a", "o", "u"));
                            } catch (InterruptedException _) {
                                // expected
                            }
                        });
        waiting.start();
        waiting.join();

        slots.release(one);
        assertThat(slots.used(), is(0));
    }
}
