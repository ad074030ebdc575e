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

    private static boolean isUnknown(Instant time) {
        return time.equals(Times.ZERO);
    }
}
