package dev.connectorproxy.spi.payment;

import java.util.ArrayList;
import java.util.List;

/// The checks of what a provider returns. A list of rows is checked against the rules of the engine, which refuses a row
/// at its first fault; here all faults of all rows are reported. A page is also checked for what the engine accepts,
/// although it is most likely a mistake: for example more rows than requested, a reference twice, or an asset whose
/// precision is not that of ISO 4217.
public final class Validation {
    private Validation() {}

    /// A fault of one row, or of the page as a whole.
    ///
    /// @param index the index of the row on its page, from 0; [#PAGE] for the page as a whole
    /// @param reference the reference of the row; an empty string if that is the fault, and for the page as a whole
    /// @param message such as `missing account reference: validation error`; only for faults that the engine refuses, it
    ///     ends like this
    public record Warning(int index, String reference, String message) {
        /// The index of the page as a whole.
        public static final int PAGE = -1;
    }

    /// The faults of accounts or external accounts.
    public static List<Warning> accounts(List<Account> rows) {
        return refused(rows, RowRules.ACCOUNTS);
    }

    /// The faults of balances.
    public static List<Warning> balances(List<Balance> rows) {
        return refused(rows, RowRules.BALANCES);
    }

    /// The faults of payments.
    public static List<Warning> payments(List<Payment> rows) {
        return refused(rows, RowRules.PAYMENTS);
    }

    /// The faults of orders.
    public static List<Warning> orders(List<Order> rows) {
        return refused(rows, RowRules.ORDERS);
    }

    /// The faults of conversions.
    public static List<Warning> conversions(List<Conversion> rows) {
        return refused(rows, RowRules.CONVERSIONS);
    }

    /// The faults of a page of accounts or external accounts, and what is most likely a mistake.
    ///
    /// @param request the request for the page
    public static List<Warning> accounts(FetchRequest request, Page<Account> page) {
        return PageCheck.of(request, page, RowRules.ACCOUNTS);
    }

    /// The faults of a page of balances, and what is most likely a mistake.
    ///
    /// @param request the request for the page
    public static List<Warning> balances(FetchRequest request, Page<Balance> page) {
        return PageCheck.of(request, page, RowRules.BALANCES);
    }

    /// The faults of a page of payments, and what is most likely a mistake.
    ///
    /// @param request the request for the page
    public static List<Warning> payments(FetchRequest request, PaymentsPage page) {
        return PageCheck.of(request, page, RowRules.PAYMENTS);
    }

    /// The faults of a page of orders, and what is most likely a mistake.
    ///
    /// @param request the request for the page
    public static List<Warning> orders(FetchRequest request, Page<Order> page) {
        return PageCheck.of(request, page, RowRules.ORDERS);
    }

    /// The faults of a page of conversions, and what is most likely a mistake.
    ///
    /// @param request the request for the page
    public static List<Warning> conversions(FetchRequest request, Page<Conversion> page) {
        return PageCheck.of(request, page, RowRules.CONVERSIONS);
    }

    /// What is most likely a mistake on a page of others, for which the engine has no rules.
    ///
    /// @param request the request for the page
    public static List<Warning> others(FetchRequest request, Page<Other> page) {
        return PageCheck.of(request, page, RowRules.OTHERS);
    }

    private static <T> List<Warning> refused(List<T> rows, RowRules<T> rules) {
        var warnings = new ArrayList<Warning>();
        for (int i = 0; i < rows.size(); i++) {
            var faults = new Faults();
            rules.refused().accept(rows.get(i), faults);
            for (var message : faults.messages()) {
                warnings.add(new Warning(i, rules.reference().apply(rows.get(i)), message));
            }
        }
        return List.copyOf(warnings);
    }
}
