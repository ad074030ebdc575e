package dev.connectorproxy.spi.payment;

import java.time.Instant;

/// The rules for which the engine refuses a row, with the engine's messages.
final class EngineRules {
    private EngineRules() {}

    static void check(Account account, Faults faults) {
        faults.refused(account.reference().isEmpty(), "missing account reference")
                .refused(isUnknown(account.createdAt()), "missing account createdAt")
                .refused(account.raw().isEmpty(), "missing account raw")
                .refused(
                        account.defaultAsset().filter(asset -> !Asset.isValid(asset)).isPresent(),
                        "invalid default asset");
    }

    static void check(Balance balance, Faults faults) {
        faults.refused(balance.accountReference().isEmpty(), "missing account reference")
                .refused(isUnknown(balance.createdAt()), "missing balance createdAt")
                .refused(balance.amount().isEmpty(), "missing balance amount")
                .refused(!Asset.isValid(balance.asset()), "invalid balance asset");
    }

    static void check(Payment payment, Faults faults) {
        faults.refused(payment.reference().isEmpty(), "missing payment reference")
                .refused(isUnknown(payment.createdAt()), "missing payment createdAt")
                .refused(payment.type() == PaymentType.UNKNOWN, "missing payment type")
                .refused(payment.amount().isEmpty(), "missing payment amount")
                .refused(!Asset.isValid(payment.asset()), "invalid payment asset")
                .refused(payment.raw().isEmpty(), "missing payment raw");
    }

    static void check(Order order, Faults faults) {
        faults.refused(order.reference().isEmpty(), "missing order reference")
                .refused(isUnknown(order.createdAt()), "missing order createdAt")
                .refused(order.direction() == OrderDirection.UNKNOWN, "missing order direction")
                .refused(!Asset.isValid(order.sourceAsset()), "invalid order source asset")
                .refused(!Asset.isValid(order.destinationAsset()), "invalid order target asset")
                .refused(order.type() == OrderType.UNKNOWN, "missing order type")
                .refused(order.status() == OrderStatus.UNKNOWN, "missing order status")
                .refused(
                        order.terms().baseQuantityOrdered().isEmpty(),
                        "missing order base quantity ordered")
                .refused(order.raw().isEmpty(), "missing order raw");
    }

    static void check(Conversion conversion, Faults faults) {
        faults.refused(conversion.reference().isEmpty(), "missing conversion reference")
                .refused(isUnknown(conversion.createdAt()), "missing conversion createdAt")
                .refused(
                        !Asset.isValid(conversion.sourceAsset()), "invalid conversion source asset")
                .refused(
                        !Asset.isValid(conversion.destinationAsset()),
                        "invalid conversion destination asset")
                .refused(conversion.sourceAmount().isEmpty(), "missing conversion source amount")
                .refused(
                        conversion.status() == ConversionStatus.UNKNOWN,
                        "missing conversion status")
                .refused(conversion.raw().isEmpty(), "missing conversion raw");
    }

    private static boolean isUnknown(Instant time) {
        return time.equals(Times.ZERO);
    }
}
