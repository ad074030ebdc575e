package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentsPage;
import java.util.BitSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A hundred thousand balance transactions: none lost, none doubled, and a state that does not grow.
class StripeLongHistoryTest {
    private static final int LENGTH = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {100, 1000})
    @Timeout(60)
    void aHundredThousandPaymentsComeEachOnce(int pageSize) {
        try (var stripe = new StripeSession(0, 0, LENGTH)) {
            stripe.server.forgetful();
            var request = stripe.payments(pageSize);
            var seen = new BitSet(LENGTH);
            int doubled = 0;
            int last = -1;
            boolean sorted = true;
            int longestState = 0;

            PaymentsPage page;
            do {
                page = stripe.connector.fetchPayments(request, StripeSession.call());
                request = StripeSession.next(request, page);
                longestState = Math.max(longestState, request.state().toString().length());
                for (var payment : page.items()) {
                    int n = number(payment);
                    doubled += seen.get(n) ? 1 : 0;
                    seen.set(n);
                    sorted &= n > last;
                    last = n;
                }
            } while (page.hasMore());

            assertThat(doubled, is(0));
            assertThat(sorted, is(true));
            assertThat(longestState, lessThan(2_500)); // the last 101 ids
            assertThat(
                    seen.cardinality(),
                    is(stripe.server.world().payments(StripeWorld.ROOT).size()));
        }
    }

    private static int number(Payment payment) {
        return Integer.parseInt(
                payment.reference().substring(FakeStripeTransactions.PREFIX.length()));
    }
}
