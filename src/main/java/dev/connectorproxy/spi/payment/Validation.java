package dev.connectorproxy.spi.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The validation rules of the engine for rows of a provider. The engine refuses a row at its first fault; here all
/// faults of all rows are reported.
public final class Validation {
    private Validation() {}

    /// A fault of one row.
    ///
    /// @param index the index of the row on its page, from 0
    /// @param reference the reference of the row; an empty string if that is the fault
    /// @param message such as `missing account reference: validation error`
    public record Warning(int index, String reference, String message) {}

    /// The faults of accounts or external accounts.
    public static List<Warning> accounts(List<Account> rows) {
        return validate(rows, Account::reference, Validation::faults);
    }

    /// The faults of balances.
    public static List<Warning> balances(List<Balance> rows) {
        return validate(rows, Balance::accountReference, Validation::faults);
    }

    /// The faults of payments.
    public static List<Warning> payments(List<Payment> rows) {
        return validate(rows, Payment::reference, Validation::faults);
    }

    private static Faults faults(Account account) {
        return new Faults()
                .add(account.reference().isEmpty(), "missing account reference")
                .add(isUnknown(account.createdAt()), "missing account createdAt")
                .add(account.raw().isEmpty(), "missing account raw")
                .add(
                        account.defaultAsset().filter(it -> !Asset.isValid(it)).isPresent(),
                        "invalid default asset");
    }

    private static Faults faults(Balance balance) {
        return new Faults()
                .add(balance.accountReference().isEmpty(), "missing account reference")
                .add(isUnknown(balance.createdAt()), "missing balance createdAt")
                .add(balance.amount().isEmpty(), "missing balance amount")
                .add(!Asset.isValid(balance.asset()), "invalid balance asset");
    }

    private static Faults faults(Payment payment) {
        return new Faults()
                .add(payment.reference().isEmpty(), "missing payment reference")
                .add(isUnknown(payment.createdAt()), "missing payment createdAt")
                .add(payment.type() == PaymentType.UNKNOWN, "missing payment type")
                .add(payment.amount().isEmpty(), "missing payment amount")
                .add(!Asset.isValid(payment.asset()), "invalid payment asset")
                .add(payment.raw().isEmpty(), "missing payment raw");
    }

    private static boolean isUnknown(Instant time) {
        return time.equals(Times.ZERO);
    }

    private static <T> List<Warning> validate(
            List<T> rows, Function<T, String> reference, Function<T, Faults> faults) {
        var warnings = new ArrayList<Warning>();
        for (int i = 0; i < rows.size(); i++) {
            for (var fault : faults.apply(rows.get(i)).messages) {
                warnings.add(new Warning(i, reference.apply(rows.get(i)), fault));
            }
        }
        return List.copyOf(warnings);
    }

    private static final class Faults {
        private final List<String> messages = new ArrayList<>();

        Faults add(boolean found, String fault) {
            if (found) {
                messages.add(fault + ": validation error");
            }
            return this;
        }
    }
}
