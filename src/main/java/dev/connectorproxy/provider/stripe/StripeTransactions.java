package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Maps the balance transactions of one account to payments. Transactions that cannot be mapped are skipped: an unknown
/// type, a missing source object, an unknown currency.
///
/// The amount is the transaction's own, without its sign. It never changes, whereas those of the source objects do: a
/// charge may be captured in part or refunded, and its currency may not be that of the balance.
///
/// @param account the account of the transactions
/// @param skipped receives those that are skipped
record StripeTransactions(String account, SkippedRows skipped) {
    Optional<Payment> payment(JsonValue row) {
        var transaction = JsonFields.ofResponse(row, "balance transaction");
        var id = transaction.requiredString("id");
        var source = StripeFields.expanded(transaction, "source");
        var draft =
                source.flatMap(object -> ofSource(transaction, object))
                        .or(() -> withoutSource(type(transaction), source.orElse(transaction)));
        if (draft.isEmpty()) {
            skipped.add(unmapped(id, type(transaction)).withRaw(row));
            return Optional.empty();
        }
        var currency = transaction.requiredString("currency");
        var asset = StripeCurrency.asset(currency);
        if (asset.isEmpty()) {
            skipped.addUnknownAsset(id, currency, row);
            return Optional.empty();
        }
        var amount = transaction.requiredInteger("amount");
        // the time is always present; a failure here would make every later fetch fail too
        var blank =
                Payment.of(id, StripeFields.created(transaction).orElse(Instant.EPOCH), row)
                        .withAmount(amount.abs(), asset.get().toString());
        return Optional.of(toPayment(blank, draft.get(), amount.signum() < 0));
    }

    /// @param debit whether the amount leaves the account
    private Payment toPayment(Payment blank, PaymentDraft draft, boolean debit) {
        var kind = draft.kind();
        var own = Optional.of(account);
        var payment =
                blank.as(kind.type(), kind.status(), kind.scheme())
                        .withParent(draft.parent())
                        .withMetadata(metadata(draft.origin()));
        return switch (kind.type()) {
            case PAYOUT -> payment.between(own, Optional.empty());
            case TRANSFER -> payment.between(own, StripeFields.id(draft.origin(), "destination"));
            case PAY_IN -> payment.between(Optional.empty(), own);
            case OTHER, UNKNOWN ->
                    debit
                            ? payment.between(own, Optional.empty())
                            : payment.between(Optional.empty(), own);
        };
    }

    private static Optional<PaymentDraft> ofSource(JsonFields transaction, JsonFields source) {
        var type = type(transaction);
        return switch (type) {
            case "charge" ->
                    part(source, "charge")
                            .map(charge ->
                                    PaymentDraft.payIn(
                                            PaymentStatus.SUCCEEDED,
                                            StripeSchemes.ofCharge(charge),
                                            charge));
            case "payment" ->
                    part(source, "charge")
                            .map(charge ->
                                    PaymentDraft.payIn(
                                            PaymentStatus.SUCCEEDED, PaymentScheme.OTHER, charge));
            case "refund", "refund_failure", "payment_refund", "payment_failure_refund" ->
                    refund(type, source);
            case "payout", "payout_failure", "payout_cancel" ->
                    part(source, "payout").map(payout -> payout(type, payout));
            case "transfer" ->
                    part(source, "transfer")
                            .map(it -> PaymentDraft.transfer(PaymentStatus.SUCCEEDED, it));
            case "transfer_refund", "transfer_cancel", "transfer_failure" ->
                    part(source, "transfer").map(it -> transferBack(type, it));
            case "adjustment" -> part(source, "dispute").map(StripeTransactions::dispute);
            default -> Optional.empty();
        };
    }

    /// What needs no source object, which Stripe often does not show for these types.
    private static Optional<PaymentDraft> withoutSource(String type, JsonFields origin) {
        return switch (type) {
            case "topup" ->
                    Optional.of(
                            PaymentDraft.payIn(
                                    PaymentStatus.SUCCEEDED, PaymentScheme.OTHER, origin));
            case "topup_reversal", "payment_reversal" ->
                    Optional.of(
                            PaymentDraft.payIn(
                                    PaymentStatus.REFUNDED, PaymentScheme.OTHER, origin));
            default ->
                    Optional.of(type)
                            .filter(TransactionTypes::isOther)
                            .map(_ -> PaymentDraft.other(origin));
        };
    }

    private static Optional<PaymentDraft> refund(String type, JsonFields source) {
        var status =
                type.contains("failure") ? PaymentStatus.REFUNDED_FAILURE : PaymentStatus.REFUNDED;
        var refund = part(source, "refund");
        if (refund.isEmpty() && type.equals("payment_failure_refund")) {
            // no field refers to the payment that failed
            return Optional.of(PaymentDraft.payIn(status, PaymentScheme.OTHER, source));
        }
        return refund.map(details -> {
            var charge = StripeFields.expanded(details, "charge");
            var card = charge.map(StripeSchemes::ofCharge).orElse(PaymentScheme.UNKNOWN);
            var scheme = type.startsWith("payment") ? PaymentScheme.OTHER : card;
            var draft = PaymentDraft.payIn(status, scheme, details);
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

    private static PaymentDraft transferBack(String type, JsonFields transfer) {
        var status =
                switch (type) {
                    case "transfer_refund" -> PaymentStatus.REFUNDED;
                    case "transfer_cancel" -> PaymentStatus.CANCELLED;
                    default -> PaymentStatus.FAILED;
                };
        return PaymentDraft.transfer(status, transfer).adjusting(transfer);
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
                        PaymentDraft.payIn(status, StripeSchemes.ofCharge(charge), dispute)
                                .adjusting(charge))
                .orElseGet(() -> PaymentDraft.payIn(status, PaymentScheme.UNKNOWN, dispute));
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

    private static SkippedRow unmapped(String id, String type) {
        return TransactionTypes.needsSource(type)
                ? SkippedRow.of(id, Reason.MISSING_OBJECT, "no source object for the type " + type)
                : SkippedRow.of(
                        id, Reason.UNKNOWN_TYPE, "type not known: " + StripeFields.sanitized(type));
    }

    private static String type(JsonFields transaction) {
        return transaction.string("type").orElse("");
    }
}
