package dev.connectorproxy.provider.stripe;

import java.util.Set;

/// The types of Stripe's balance transactions (<https://docs.stripe.com/reports/balance-transaction-types>).
final class TransactionTypes {
    /// The types whose payment is made from the source object.
    private static final Set<String> OF_SOURCE =
            Set.of(
                    "charge",
                    "payment",
                    "payment_failure_refund",
                    "payment_refund",
                    "payout",
                    "payout_cancel",
                    "payout_failure",
                    "refund",
                    "refund_failure",
                    "transfer",
                    "transfer_cancel",
                    "transfer_failure",
                    "transfer_refund");

    /// The types that are none of the payment types here: fees, reserves, loans, Issuing and others.
    private static final Set<String> OTHERS =
            Set.of(
                    "adjustment",
                    "advance",
                    "advance_funding",
                    "anticipation_repayment",
                    "application_fee",
                    "application_fee_refund",
                    "balance_transfer_inbound",
                    "balance_transfer_outbound",
                    "climate_order_purchase",
                    "climate_order_refund",
                    "connect_collection_transfer",
                    "contribution",
                    "fee_credit_funding",
                    "inbound_transfer",
                    "inbound_transfer_reversal",
                    "issuing_authorization_hold",
                    "issuing_authorization_release",
                    "issuing_dispute",
                    "issuing_transaction",
                    "obligation_outbound",
                    "obligation_reversal_inbound",
                    "payment_network_reserve_hold",
                    "payment_network_reserve_release",
                    "payment_unreconciled",
                    "payout_minimum_balance_hold",
                    "payout_minimum_balance_release",
                    "reserve_hold",
                    "reserve_release",
                    "reserve_transaction",
                    "reserved_funds",
                    "stripe_balance_payment_debit",
                    "stripe_balance_payment_debit_reversal",
                    "stripe_fee",
                    "stripe_fx_fee",
                    "tax_fee",
                    "tax_fund");

    private TransactionTypes() {}

    /// Whether a transaction of that type cannot be mapped without its source object.
    static boolean needsSource(String type) {
        return OF_SOURCE.contains(type);
    }

    /// Whether a transaction of that type is a payment of no particular type.
    static boolean isOther(String type) {
        return OTHERS.contains(type);
    }
}
