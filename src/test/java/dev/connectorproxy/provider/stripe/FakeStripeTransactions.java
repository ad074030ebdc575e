package dev.connectorproxy.provider.stripe;

import java.util.List;

/// Made-up balance transactions: every type there is, three of each second, amounts beyond 2^63, currencies with 0, 2
/// and 3 decimals and one that is none, metadata beyond ASCII; objects in full only where they are asked for.
///
/// @param account whose they are
record FakeStripeTransactions(long seed, String account) {
    static final String PREFIX = "txn_";
    static final String BIG = "92233720368547758070";
    static final long EPOCH = 1_700_000_000L;

    private static final int KINDS = 20;
    private static final String S = "data.source";

    private int kind(int position) {
        return Math.floorMod(position * 7L + seed, KINDS);
    }

    /// Whether the row is one that becomes a payment.
    boolean isPayment(int position) {
        return kind(position) < 19;
    }

    static long created(int position) {
        return EPOCH + position / 3;
    }

    String row(int n, List<String> expand) {
        return switch (kind(n)) {
            case 0 -> row(n, "charge", "usd", 1_000 + n, charge(n, "usd", "visa", expand));
            case 1 -> row(n, "charge", "jpy", 1_000 + n, charge(n, "jpy", "unionpay", expand));
            case 2 -> row(n, "payment", "kwd", 1_000 + n, charge(n, "kwd", "visa", expand));
            case 3 -> row(n, "refund", "usd", -500, refund(n, expand));
            case 4 -> row(n, "refund_failure", "usd", 500, refund(n, expand));
            case 5 -> row(n, "payment_refund", "usd", -500, refund(n, expand));
            case 6 -> row(n, "payment_failure_refund", "usd", -500, refund(n, expand));
            case 7 ->
                    row(n, "payment_failure_refund", "usd", -700, charge(n, "usd", "visa", expand));
            case 8 -> row(n, "payout", "eur", -900, payout(n, "paid", expand));
            case 9 -> row(n, "payout_failure", "eur", 900, payout(n, "failed", expand));
            case 10 -> row(n, "payout_cancel", "eur", 900, payout(n, "canceled", expand));
            case 11 -> row(n, "transfer", "usd", -800, transfer(n, expand));
            case 12 -> row(n, "transfer_refund", "usd", 300, reversal(n, expand));
            case 13 -> row(n, "transfer_cancel", "usd", 800, transfer(n, expand));
            case 14 -> row(n, "transfer_failure", "usd", 800, transfer(n, expand));
            case 15 -> row(n, "adjustment", "usd", -1_500, dispute(n, expand));
            case 16 -> bigCharge(n, expand);
            case 17 -> row(n, "adjustment", "usd", -5, "null");
            case 18 -> row(n, "stripe_fee", "usd", -2, "null");
            default -> row(n, "charge", "zzz", 9, charge(n, "zzz", "visa", expand));
        };
    }

    /// A payout of its own, in full.
    static String payout(String id, long created, String status) {
        return "{\"id\":\"%s\",\"object\":\"balance_transaction\",\"amount\":-900,\"created\":%d,\"currency\":\"usd\",\"type\":\"payout\",\"source\":{\"id\":\"po_new\",\"object\":\"payout\",\"amount\":900,\"currency\":\"usd\",\"status\":\"%s\",\"type\":\"bank_account\",\"metadata\":{}}}"
                .formatted(id, created, status);
    }

    /// A charge of its own, in full.
    static String charge(String id, long created, String currency) {
        return "{\"id\":\"%s\",\"object\":\"balance_transaction\",\"amount\":900,\"created\":%d,\"currency\":\"%s\",\"type\":\"charge\",\"source\":{\"id\":\"ch_new\",\"object\":\"charge\",\"amount\":900,\"balance_transaction\":\"%s\",\"currency\":\"%s\",\"metadata\":{}}}"
                .formatted(id, created, currency, id, currency);
    }

    private String bigCharge(int n, List<String> expand) {
        var source =
                charge(n, "usd", "amex", expand)
                        .replace("\"amount\":" + (1_000 + n), "\"amount\":" + BIG);
        return row(n, "charge", "usd", 1, source)
                .replace("\"amount\":1,", "\"amount\":" + BIG + ",");
    }

    private String row(int n, String type, String currency, long amount, String source) {
        return "{\"id\":\"%s\",\"object\":\"balance_transaction\",\"amount\":%d,\"available_on\":%d,\"created\":%d,\"currency\":\"%s\",\"fee\":0,\"net\":%d,\"status\":\"available\",\"type\":\"%s\",\"source\":%s}"
                .formatted(id(n), amount, created(n), created(n), currency, amount, type, source);
    }

    String id(int n) {
        return prefix() + "%09d".formatted(n);
    }

    /// What the ids begin with; those of connected accounts name the account, since ids are unique at Stripe.
    String prefix() {
        return account.equals(StripeWorld.ROOT) ? PREFIX : PREFIX + account.substring(5) + "_";
    }

    private String charge(int n, String currency, String brand, List<String> expand) {
        return in(expand, S, "ch_" + n, fullCharge(n, currency, brand, S, expand));
    }

    private String fullCharge(
            int n, String currency, String brand, String path, List<String> expand) {
        return "{\"id\":\"ch_%d\",\"object\":\"charge\",\"amount\":%d,\"amount_refunded\":%d,\"balance_transaction\":\"%s\",\"currency\":\"%s\",\"metadata\":{\"order\":\"№ %d\",\"both\":\"charge\"},\"payment_intent\":%s,\"payment_method_details\":{\"card\":{\"brand\":\"%s\"},\"type\":\"card\"}}"
                .formatted(
                        n,
                        1_000 + n,
                        n % 100,
                        id(n),
                        currency,
                        n,
                        in(expand, path + ".payment_intent", "pi_" + n, intent(n)),
                        brand);
    }

    private static String intent(int n) {
        return "{\"id\":\"pi_%d\",\"object\":\"payment_intent\",\"metadata\":{\"both\":\"intent\",\"größe\":\"日本\"}}"
                .formatted(n);
    }

    private String refund(int n, List<String> expand) {
        return in(
                expand,
                S,
                "re_" + n,
                "{\"id\":\"re_%d\",\"object\":\"refund\",\"amount\":500,\"balance_transaction\":\"%s\",\"currency\":\"usd\",\"metadata\":{\"why\":\"returned\"},\"charge\":%s,\"payment_intent\":%s}"
                        .formatted(
                                n,
                                id(n),
                                in(
                                        expand,
                                        S + ".charge",
                                        "ch_" + (n - 1),
                                        fullCharge(
                                                n - 1, "usd", "mastercard", S + ".charge", expand)),
                                in(expand, S + ".payment_intent", "pi_" + n, intent(n))));
    }

    private String payout(int n, String status, List<String> expand) {
        return in(
                expand,
                S,
                "po_" + n,
                "{\"id\":\"po_%d\",\"object\":\"payout\",\"amount\":900,\"balance_transaction\":\"%s\",\"currency\":\"eur\",\"destination\":\"ba_1\",\"metadata\":{},\"method\":\"standard\",\"status\":\"%s\",\"type\":\"bank_account\"}"
                        .formatted(n, id(n - 1), status));
    }

    private String transfer(int n, List<String> expand) {
        return in(expand, S, "tr_" + n, fullTransfer(n));
    }

    private String fullTransfer(int n) {
        return "{\"id\":\"tr_%d\",\"object\":\"transfer\",\"amount\":800,\"amount_reversed\":300,\"balance_transaction\":\"%s\",\"currency\":\"usd\",\"destination\":\"acct_000000000\",\"metadata\":{\"to\":\"them\"}}"
                .formatted(n, id(n - 1));
    }

    private String reversal(int n, List<String> expand) {
        return in(
                expand,
                S,
                "trr_" + n,
                "{\"id\":\"trr_%d\",\"object\":\"transfer_reversal\",\"amount\":300,\"balance_transaction\":\"%s\",\"currency\":\"usd\",\"metadata\":{},\"transfer\":%s}"
                        .formatted(
                                n, id(n), in(expand, S + ".transfer", "tr_" + n, fullTransfer(n))));
    }

    private String dispute(int n, List<String> expand) {
        return in(
                expand,
                S,
                "dp_" + n,
                "{\"id\":\"dp_%d\",\"object\":\"dispute\",\"amount\":1500,\"currency\":\"usd\",\"metadata\":{},\"status\":\"%s\",\"charge\":%s,\"payment_intent\":%s}"
                        .formatted(
                                n,
                                n % 2 == 0 ? "won" : "needs_response",
                                in(
                                        expand,
                                        S + ".charge",
                                        "ch_" + (n - 1),
                                        fullCharge(n - 1, "usd", "visa", S + ".charge", expand)),
                                in(expand, S + ".payment_intent", "pi_" + n, intent(n))));
    }

    private static String in(List<String> expand, String path, String id, String object) {
        return expand.contains(path) ? object : "\"" + id + "\"";
    }
}
