package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.provider.stripe.PaymentDraft.Money;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Maps the balance transactions of one account to payments. Transactions that cannot be mapped are skipped and logged:
/// an unknown type, a missing source object, an unknown currency.
///
/// @param account the account of the transactions
record StripeTransactions(String account, ProviderContext.Log log) {

    Optional<Payment> payment(JsonValue row) {
        var transaction = JsonFields.ofResponse(row, "balance transaction");
        var id = transaction.requiredString("id");
        var draft =
                StripeFields.expanded(transaction, "source").flatMap(it -> draft(transaction, it));
        if (draft.isEmpty()) {
            return skipped(id, "nothing is known of its type " + type(transaction));
        }
        var currency = draft.get().money().currency();
        var asset = StripeCurrency.asset(currency);
        if (asset.isEmpty()) {
            return skipped(id, "currency not supported: " + currency);
        }
        // the time is always present; a failure here would make every later fetch fail too
        var blank = Payment.of(id, StripeFields.created(transaction).orElse(Instant.EPOCH), row);
        return Optional.of(toPayment(blank, draft.get(), asset.get().toString()));
    }

    private Payment toPayment(Payment blank, PaymentDraft draft, String asset) {
        var kind = draft.kind();
        var own = Optional.of(account);
        var payment =
                blank.as(kind.type(), kind.status(), kind.scheme())
                        .withAmount(draft.money().amount(), asset)
                        .withParent(draft.parent())
                        .withMetadata(metadata(draft.origin()));
        return switch (kind.type()) {
            case PAYOUT -> payment.between(own, Optional.empty());
            case TRANSFER -> payment.between(own, StripeFields.id(draft.origin(), "destination"));
            case PAY_IN, OTHER, UNKNOWN -> payment.between(Optional.empty(), own);
        };
    }

    private static Optional<PaymentDraft> draft(JsonFields transaction, JsonFields source) {
        return switch (type(transaction)) {
            case "charge" ->
                    part(source, "charge")
                            .map(charge ->
                                    PaymentDraft.payIn(
                                            PaymentStatus.SUCCEEDED,
                                            StripeSchemes.ofCharge(charge),
                                            Money.of(charge),
                                            charge));
            case "payment" ->
                    part(source, "charge")
                            .map(charge ->
                                    PaymentDraft.payIn(
                                            PaymentStatus.SUCCEEDED,
                                            PaymentScheme.OTHER,
                                            Money.of(charge).without(charge, "amount_refunded"),
                                            charge));
            case "refund", "refund_failure", "payment_refund", "payment_failure_refund" ->
                    refund(transaction, source);
            case "payout", "payout_failure", "payout_cancel" ->
                    part(source, "payout").map(payout -> payout(type(transaction), payout));
            case "transfer" ->
                    part(source, "transfer")
                            .map(transfer ->
                                    PaymentDraft.transfer(
                                            PaymentStatus.SUCCEEDED,
                                            Money.of(transfer).without(transfer, "amount_reversed"),
                                            transfer));
            case "transfer_refund", "transfer_cancel", "transfer_failure" ->
                    part(source, "transfer").map(it -> transferBack(transaction, it));
            case "adjustment" -> part(source, "dispute").map(StripeTransactions::dispute);
            default -> Optional.empty();
        };
    }

    private static Optional<PaymentDraft> refund(JsonFields transaction, JsonFields source) {
        var type = type(transaction);
        var status =
                type.contains("failure") ? PaymentStatus.REFUNDED_FAILURE : PaymentStatus.REFUNDED;
        var refund = part(source, "refund");
        if (refund.isEmpty() && type.equals("payment_failure_refund")) {
            // no field refers to the payment that failed
            return Optional.of(
                    PaymentDraft.payIn(status, PaymentScheme.OTHER, Money.of(transaction), source));
        }
        return refund.map(details -> {
            var charge = StripeFields.expanded(details, "charge");
            var card = charge.map(StripeSchemes::ofCharge).orElse(PaymentScheme.UNKNOWN);
            var scheme = type.startsWith("payment") ? PaymentScheme.OTHER : card;
            var draft = PaymentDraft.payIn(status, scheme, Money.of(details), details);
            return charge.map(draft::adjusting).orElse(draft);
        });
    }

    private static PaymentDraft payout(String type, JsonFields payout) {
        return switch (type) {
            case "payout_failure" ->
                    PaymentDraft.payout(PaymentStatus.FAILED, payout).adjusting(payout);
            case "payout_cancel" ->
                    PaymentDraft.payout(PaymentStatus.CANCELLED, payout).adjusting(payout);
            default -> PaymentDraft.payout(payoutStatus(payout), payout);
        };
    }

    /// The status of a payout.
    static PaymentStatus payoutStatus(JsonFields payout) {
        return switch (payout.string("status").orElse("")) {
            case "canceled" -> PaymentStatus.CANCELLED;
            case "failed" -> PaymentStatus.FAILED;
            case "in_transit", "pending" -> PaymentStatus.PENDING;
            case "paid" -> PaymentStatus.SUCCEEDED;
            default -> PaymentStatus.OTHER;
        };
    }

    private static PaymentDraft transferBack(JsonFields transaction, JsonFields transfer) {
        var status =
                switch (type(transaction)) {
                    case "transfer_refund" -> PaymentStatus.REFUNDED;
                    case "transfer_cancel" -> PaymentStatus.CANCELLED;
                    default -> PaymentStatus.FAILED;
                };
        return PaymentDraft.transfer(status, Money.of(transaction), transfer).adjusting(transfer);
    }

    private static PaymentDraft dispute(JsonFields dispute) {
        var status =
                switch (dispute.string("status").orElse("")) {
                    case "won" -> PaymentStatus.SUCCEEDED;
                    case "lost" -> PaymentStatus.FAILED;
                    default -> PaymentStatus.DISPUTE;
                };
        return StripeFields.expanded(dispute, "charge")
                .map(charge ->
                        PaymentDraft.payIn(
                                        status,
                                        StripeSchemes.ofCharge(charge),
                                        Money.of(charge),
                                        dispute)
                                .adjusting(charge))
                .orElseGet(() ->
                        PaymentDraft.payIn(
                                status, PaymentScheme.UNKNOWN, Money.of(dispute), dispute));
    }

    /// The object of that kind: the source itself, or the object that the source refers to, such as the transfer of a
    /// reversal.
    private static Optional<JsonFields> part(JsonFields source, String kind) {
        return source.string("object").filter(kind::equals).isPresent()
                ? Optional.of(source)
                : StripeFields.expanded(source, kind)
                        .filter(part -> part.string("object").orElse(kind).equals(kind));
    }

    private static Map<String, String> metadata(JsonFields origin) {
        var metadata = new HashMap<>(origin.strings("metadata"));
        StripeFields.expanded(origin, "payment_intent")
                .or(() ->
                        StripeFields.expanded(origin, "charge")
                                .flatMap(it -> StripeFields.expanded(it, "payment_intent")))
                .ifPresent(intent -> metadata.putAll(intent.strings("metadata")));
        return metadata;
    }

    private Optional<Payment> skipped(String id, String why) {
        log.warning(
                "skipping balance transaction "
                        + StripeFields.sanitized(id)
                        + ": "
                        + StripeFields.sanitized(why));
        return Optional.empty();
    }

    private static String type(JsonFields transaction) {
        return transaction.string("type").orElse("");
    }
}
