package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.ChaosLedger.Turn;
import org.junit.jupiter.api.Test;

/// [ChaosLedger] finds inconsistencies.
class ChaosLedgerTest {
    private final ChaosLedger ledger = new ChaosLedger();

    @Test
    void chainsAreFineAndAClearBeginsAnother() {
        turn(1, 0, 1);
        turn(1, 1, 2);
        ledger.clears("payments");
        turn(1, 0, 3);
        ledger.answered(3);

        assertThat(ledger.violations(), is(empty()));
    }

    @Test
    void aLostCommitIsFound() {
        turn(1, 0, 1);
        turn(1, 1, 2);
        turn(1, 1, 3);

        assertThat(ledger.violations(), contains(containsString("two fetches from one state")));
    }

    @Test
    void aStateOfThePredecessorIsFound() {
        turn(1, 0, 1);
        ledger.turned(new Turn(2, "payments", 1, 1, 2));

        assertThat(ledger.violations(), contains(containsString("a state of another connector")));
    }

    @Test
    void aStateThatIsLostWithoutAClearIsFound() {
        turn(1, 0, 1);
        turn(1, 0, 2);

        assertThat(ledger.violations(), contains(containsString("2 fetches without a state")));
    }

    @Test
    void aStateOfAnotherPayloadIsFound() {
        turn(1, 0, 1);
        ledger.turned(new Turn(1, "payments{}", 1, 1, 2));

        assertThat(
                ledger.violations(), contains(containsString("that no fetch of its key returned")));
    }

    @Test
    void aStateSetByAClientBeginsOneChainOfItsKindOnly() {
        long set = number(ledger.sets("payments"));
        turn(1, 0, 1);
        turn(1, set, 2);

        assertThat(ledger.violations(), is(empty()));

        turn(1, set, 3);
        turn(1, number(ledger.sets("accounts")), 4);
        turn(1, set + 7, 5);

        assertThat(
                ledger.violations(),
                contains(
                        containsString("two fetches from one state"),
                        containsString("that no fetch of its key returned"),
                        containsString("that no fetch of its key returned")));
    }

    private static long number(String state) {
        return Long.parseLong(state.replaceAll("[^0-9]", ""));
    }

    @Test
    void aPageThatComesTwiceIsFound() {
        turn(1, 0, 1);
        ledger.answered(1);
        ledger.answered(1);

        assertThat(ledger.violations(), contains(containsString("received twice")));
    }

    private void turn(int generation, long from, long to) {
        ledger.turned(new Turn(generation, "payments", generation, from, to));
    }
}
