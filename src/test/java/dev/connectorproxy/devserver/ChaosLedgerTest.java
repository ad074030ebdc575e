package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.ChaosLedger.Fetch;
import org.junit.jupiter.api.Test;

/// [ChaosLedger] finds inconsistencies.
class ChaosLedgerTest {
    private final ChaosLedger ledger = new ChaosLedger();

    @Test
    void chainsAreFineAndAClearBeginsAnother() {
        fetch(1, 0, 1);
        fetch(1, 1, 2);
        ledger.clears("payments");
        fetch(1, 0, 3);
        ledger.received(3);

        assertThat(ledger.violations(), is(empty()));
    }

    @Test
    void aLostCommitIsFound() {
        fetch(1, 0, 1);
        fetch(1, 1, 2);
        fetch(1, 1, 3);

        assertThat(ledger.violations(), contains(containsString("two fetches from one state")));
    }

    @Test
    void aStateOfThePredecessorIsFound() {
        fetch(1, 0, 1);
        ledger.fetched(new Fetch(2, "payments", 1, 1, 2));

        assertThat(ledger.violations(), contains(containsString("a state of another connector")));
    }

    @Test
    void aStateThatIsLostWithoutAClearIsFound() {
        fetch(1, 0, 1);
        fetch(1, 0, 2);

        assertThat(ledger.violations(), contains(containsString("2 fetches without a state")));
    }

    @Test
    void aStateOfAnotherPayloadIsFound() {
        fetch(1, 0, 1);
        ledger.fetched(new Fetch(1, "payments{}", 1, 1, 2));

        assertThat(
                ledger.violations(), contains(containsString("that no fetch of its key returned")));
    }

    @Test
    void aStateSetByAClientBeginsOneChainOfItsKindOnly() {
        long set = number(ledger.sets("payments"));
        fetch(1, 0, 1);
        fetch(1, set, 2);

        assertThat(ledger.violations(), is(empty()));

        fetch(1, set, 3);
        fetch(1, number(ledger.sets("accounts")), 4);
        fetch(1, set + 7, 5);

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
        fetch(1, 0, 1);
        ledger.received(1);
        ledger.received(1);

        assertThat(ledger.violations(), contains(containsString("received twice")));
    }

    private void fetch(int generation, long from, long to) {
        ledger.fetched(new Fetch(generation, "payments", generation, from, to));
    }
}
