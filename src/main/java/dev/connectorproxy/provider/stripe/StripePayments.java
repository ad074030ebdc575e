package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.CursorWalk;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import java.util.ArrayList;
import java.util.List;

/// Fetches the balance transactions of an account as payments, the oldest first, and payouts once more when they are no
/// longer pending. The state is `{"timeline", "pending_payouts"}`.
record StripePayments(StripeApi api, ProviderContext.Log log) {
    private static final List<String> EXPAND =
            List.of(
                    "data.source",
                    "data.source.charge",
                    "data.source.dispute",
                    "data.source.payout",
                    "data.source.refund",
                    "data.source.transfer",
                    "data.source.payment_intent",
                    "data.source.refund.payment_intent");

    PaymentsPage fetch(FetchRequest request, Call call) {
        var account = request.account().reference();
        var batch =
                CursorWalk.of(list(account, call), log, call)
                        .oldestFirst(
                                StripeList.position(request.stateFields()), request.pageSize());
        var skipped = new SkippedRows(log, "balance transaction");
        var transactions = new StripeTransactions(account, skipped);
        var payments = new ArrayList<Payment>();
        batch.rows().forEach(row -> transactions.payment(row).ifPresent(payments::add));
        var payouts = new PendingPayouts(api, transactions, log, request.stateFields());
        int room = request.pageSize() - payments.size();
        payouts.look(batch.knownRows(), room);
        if (!batch.hasMore()) {
            payouts.request(batch.next(), room, call);
        }
        boolean isFull = payouts.changed().size() == room;
        boolean hasMore = batch.hasMore() || isFull && payouts.isFollowing();
        var state = payouts.state(StripeList.state(batch.next()), payments);
        payments.addAll(payouts.changed());
        return PaymentsPage.of(payments, state, hasMore).withSkipped(skipped.rows());
    }

    private StripeList list(String account, Call call) {
        var plain =
                AccountHeader.forReading(ProviderRequest.get("/v1/balance_transactions"), account);
        var expanded = plain;
        for (var path : EXPAND) {
            expanded = expanded.query("expand[]", path);
        }
        return new StripeList(api, plain, expanded, "balance transaction", call);
    }
}
