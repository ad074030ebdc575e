package dev.connectorproxy.spi.payment;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// The rules for the rows of one kind.
///
/// @param reference names a row in warnings
/// @param identity what no other row of a page may have, too
/// @param snapshots whether a whole list may come on one page, whatever its size
/// @param refused the rules of the engine
/// @param suspicious the rules that only warn
record RowRules<T>(
        Function<T, String> reference,
        Function<T, Object> identity,
        boolean snapshots,
        BiConsumer<T, Faults> refused,
        Suspicion<T> suspicious) {
    static final RowRules<Account> ACCOUNTS =
            new RowRules<>(
                    Account::reference,
                    Account::reference,
                    false,
                    EngineRules::check,
                    RowRules::suspect);
    static final RowRules<Balance> BALANCES =
            new RowRules<>(
                    Balance::accountReference,
                    row -> List.of(row.accountReference(), row.asset(), row.createdAt()),
                    true,
                    EngineRules::check,
                    RowRules::suspect);
    static final RowRules<Payment> PAYMENTS =
            new RowRules<>(
                    Payment::reference,
                    Payment::reference,
                    false,
                    EngineRules::check,
                    RowRules::suspect);
    static final RowRules<Order> ORDERS =
            new RowRules<>(
                    Order::reference,
                    Order::reference,
                    false,
                    EngineRules::check,
                    RowRules::suspect);
    static final RowRules<Conversion> CONVERSIONS =
            new RowRules<>(
                    Conversion::reference,
                    Conversion::reference,
                    false,
                    EngineRules::check,
                    RowRules::suspect);
    static final RowRules<Other> OTHERS =
            new RowRules<>(Other::id, Other::id, false, (_, _) -> {}, (_, _, _) -> {});

    /// Finds what the engine accepts in a row, although it is most likely a mistake.
    @FunctionalInterface
    interface Suspicion<T> {
        void check(T row, Faults faults, AssetCheck assets);
    }

    /// Applies both kinds of rules.
    void check(T row, Faults faults, AssetCheck assets) {
        refused.accept(row, faults);
        suspicious.check(row, faults, assets);
    }

    private static void suspect(Account account, Faults faults, AssetCheck assets) {
        faults.suspicious(account.defaultAsset().flatMap(assets::fault));
    }

    /// A negative balance is a debt.
    private static void suspect(Balance balance, Faults faults, AssetCheck assets) {
        faults.suspicious(assets.fault(balance.asset()));
    }

    private static void suspect(Payment payment, Faults faults, AssetCheck assets) {
        faults.suspicious(payment.status() == PaymentStatus.UNKNOWN, "payment status is UNKNOWN")
                .suspicious(isNegative(payment.amount()), "negative payment amount")
                .suspicious(
                        !payment.reference().isEmpty()
                                && payment.parentReference().equals(payment.reference()),
                        "payment is its own parent")
                .suspicious(assets.fault(payment.asset()));
    }

    /// Prices may have more decimals than amounts, and a negative fee is a rebate.
    private static void suspect(Order order, Faults faults, AssetCheck assets) {
        faults.suspicious(
                        isNegative(order.terms().baseQuantityOrdered()),
                        "negative order base quantity ordered")
                .suspicious(
                        isNegative(order.fill().baseQuantityFilled()),
                        "negative order base quantity filled")
                .suspicious(isNegative(order.fill().quoteAmount()), "negative order quote amount");
        Stream.of(
                        Optional.of(order.sourceAsset()),
                        Optional.of(order.destinationAsset()),
                        order.fill().quoteAsset(),
                        order.fill().feeAsset())
                .flatMap(Optional::stream)
                .distinct()
                .forEach(asset -> faults.suspicious(assets.fault(asset)));
    }

    private static void suspect(Conversion conversion, Faults faults, AssetCheck assets) {
        faults.suspicious(
                        isNegative(conversion.sourceAmount()), "negative conversion source amount")
                .suspicious(
                        isNegative(conversion.destinationAmount()),
                        "negative conversion destination amount");
        Stream.of(
                        Optional.of(conversion.sourceAsset()),
                        Optional.of(conversion.destinationAsset()),
                        conversion.feeAsset())
                .flatMap(Optional::stream)
                .distinct()
                .forEach(asset -> faults.suspicious(assets.fault(asset)));
    }

    private static boolean isNegative(Optional<BigInteger> amount) {
        return amount.filter(number -> number.signum() < 0).isPresent();
    }
}
