package com.example.hello;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// The rows of a pretend bank, made from a seed, as its API returns them. Thread-safe.
final class HelloData {
    private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD"); // 2, 0, 3 decimals
    private static final List<String> KINDS = List.of("incoming", "outgoing", "internal");
    private static final List<String> STATES = List.of("pending", "settled", "rejected", "settled");

    /// More than a `long` holds, and a number that no `double` is.
    private static final BigInteger HUGE = BigInteger.TWO.pow(70).add(BigInteger.ONE);

    final ChangeList<AccountRow> accounts = new ChangeList<>();
    final ChangeList<PaymentRow> payments = new ChangeList<>();

    HelloData(long seed, int rows) {
        var random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            accounts.add(
                    new AccountRow("acc_" + i, "Account " + i, time(i), random.nextInt(9_999)));
            var amount = i == 0 ? HUGE : BigInteger.valueOf(1 + random.nextInt(999_999));
            payments.add(
                    new PaymentRow(
                            "pay_" + i,
                            pick(KINDS, i),
                            pick(STATES, i),
                            new Money(amount, pick(CURRENCIES, i)),
                            "acc_" + i % 2,
                            "acc_" + (i + 1) % 2,
                            time(i)));
        }
    }

    /// @param cents of its first balance
    record AccountRow(String id, String name, Instant openedAt, int cents) {
        String json() {
            return """
            {"id": "%s", "name": "%s", "openedAt": "%s"}\
            """
                    .formatted(id, name, openedAt);
        }

        /// One of each currency: one small, one that no double holds, one negative.
        List<Money> balances() {
            return List.of(
                    new Money(BigInteger.valueOf(cents), CURRENCIES.get(0)),
                    new Money(HUGE, CURRENCIES.get(1)),
                    new Money(BigInteger.valueOf(-cents), CURRENCIES.get(2)));
        }

        String balanceJson(Money balance) {
            return """
            {"amount": %s, "currency": "%s", "at": "%s"}\
            """
                    .formatted(balance.amount(), balance.currency(), openedAt);
        }
    }

    /// @param amount in the smallest unit of the currency
    record Money(BigInteger amount, String currency) {}

    record PaymentRow(
            String id, String kind, String state, Money money, String from, String to, Instant at) {
        String json() {
            return """
            {"id": "%s", "kind": "%s", "state": "%s", "amount": %s, "currency": "%s",
             "from": "%s", "to": "%s", "createdAt": "%s"}\
            """
                    .formatted(id, kind, state, money.amount(), money.currency(), from, to, at);
        }
    }

    /// Adds an account, and returns its id.
    String addAccount(boolean tied) {
        var newest = accounts.newest();
        var row = new AccountRow(newest.id() + "x", "New", later(newest.openedAt(), tied), 1);
        accounts.add(row);
        return row.id();
    }

    /// Adds a payment in that currency, and returns its id.
    String addPayment(boolean tied, String currency) {
        var newest = payments.newest();
        var money = new Money(BigInteger.TEN, currency);
        var at = later(newest.at(), tied);
        var row =
                new PaymentRow(
                        newest.id() + "x", "incoming", "pending", money, "acc_0", "acc_1", at);
        payments.add(row);
        return row.id();
    }

    /// Settles the oldest payment, which the list returns again, and returns its id.
    String settleOldest() {
        var old = payments.removeOldest();
        payments.add(
                new PaymentRow(
                        old.id(),
                        old.kind(),
                        "settled",
                        old.money(),
                        old.from(),
                        old.to(),
                        old.at()));
        return old.id();
    }

    /// Three rows share a time.
    private static Instant time(int row) {
        return FIRST.plusSeconds(row / 3);
    }

    private static Instant later(Instant time, boolean tied) {
        return tied ? time : time.plusSeconds(1);
    }

    private static String pick(List<String> texts, int row) {
        return texts.get(row % texts.size());
    }
}
