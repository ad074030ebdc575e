package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/// Transfers, payouts and reversals. The reference of an order is its idempotency key: if it is sent again, Stripe
/// moves no money again and returns the same response.
record StripeOrders(StripeApi api) {
    /// The metadata key with the id of the transfer to reverse.
    static final String TRANSFER_ID = "com.stripe.spec/transfer_id";

    private static final String TRANSACTION = "balance_transaction";

    Initiated transfer(PaymentInitiation order, Call call) {
        var row = form(order, false).send(ProviderRequest.post("/v1/transfers"), api, call);
        return done(row, order, new Kind(PaymentType.TRANSFER, PaymentStatus.SUCCEEDED));
    }

    Initiated payout(PaymentInitiation order, Call call) {
        var row =
                form(order, true)
                        .with("method", "standard")
                        .send(ProviderRequest.post("/v1/payouts"), api, call);
        var status = StripeTransactions.payoutStatus(JsonFields.ofResponse(row, "payout"));
        return done(row, order, new Kind(PaymentType.PAYOUT, status));
    }

    Payment reversal(PaymentReversal order, Call call) {
        var asset = order.check();
        var transferId = order.metadata().getOrDefault(TRANSFER_ID, "");
        if (transferId.isEmpty()) {
            throw PaymentException.of(PaymentError.MISSING_METADATA, TRANSFER_ID);
        }
        var payer = order.related().sourceAccount();
        // a reversal is always in the currency of its transfer
        var row =
                StripeOrderForm.of(order.reference(), payer)
                        .with(
                                "amount",
                                StripeCurrency.amount(order.amount(), asset, false).toString())
                        .withText(order.description(), order.metadata())
                        .expanding(TRANSACTION, "transfer", "transfer." + TRANSACTION)
                        .send(
                                ProviderRequest.post("/v1/transfers/{}/reversals", transferId),
                                api,
                                call);
        var reversal = JsonFields.ofResponse(row, "transfer reversal");
        var transfer = StripeFields.expanded(reversal, "transfer");
        return payment(row)
                .as(PaymentType.TRANSFER, PaymentStatus.REFUNDED, PaymentScheme.OTHER)
                .withParent(transfer.flatMap(it -> StripeFields.id(it, TRANSACTION)).orElse(""))
                .between(
                        reference(payer),
                        reference(order.related().destinationAccount())
                                .or(() ->
                                        transfer.flatMap(
                                                it -> StripeFields.id(it, "destination"))));
    }

    private record Kind(PaymentType type, PaymentStatus status) {}

    private static StripeOrderForm form(PaymentInitiation order, boolean payout) {
        var asset = order.check();
        return StripeOrderForm.of(order.reference(), order.sourceAccount())
                .withMoney(order.amount(), asset, payout)
                .with("destination", order.requiredDestination().reference())
                .withText(order.description(), order.metadata())
                .expanding(TRANSACTION);
    }

    private static Initiated done(JsonValue row, PaymentInitiation order, Kind kind) {
        return new Initiated.Done(
                payment(row)
                        .as(kind.type(), kind.status(), PaymentScheme.OTHER)
                        .between(
                                reference(order.sourceAccount()),
                                reference(order.destinationAccount())));
    }

    /// The common part of transfers, payouts and reversals. The reference is the id of the balance transaction, so that
    /// a later fetch returns the same payment.
    private static Payment payment(JsonValue row) {
        var object = JsonFields.ofResponse(row, "order");
        // without a balance transaction no fetch will return it, so its own id is the reference
        var reference =
                StripeFields.id(object, TRANSACTION).orElseGet(() -> object.requiredString("id"));
        var currency = object.requiredString("currency");
        var asset =
                StripeCurrency.asset(currency).orElseThrow(() -> object.wrong("currency", "one"));
        return Payment.of(reference, StripeFields.created(object).orElse(Instant.EPOCH), row)
                .withAmount(object.requiredInteger("amount"), asset.toString())
                .withMetadata(object.strings("metadata"));
    }

    private static Optional<String> reference(Optional<Account> account) {
        return account.map(Account::reference).filter(it -> !it.isEmpty());
    }
}
