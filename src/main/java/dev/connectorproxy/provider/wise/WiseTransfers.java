package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import dev.connectorproxy.toolkit.payment.FetchBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fetches the transfers of a profile as payments. Wise lists them sorted by id, in pages by offset. The state contains
/// how many were read (`offset`) and the id of the last one (`lastTransferID`), also if a fetch returns nothing.
///
/// Every request includes at least the last transfer read. If it is not at its previous position, transfers before it
/// were deleted, and the first unread transfer is searched by bisection, so that none is missed.
record WiseTransfers(WiseApi api, AccountReferences references, Log log) {
    private static final String OFFSET = "offset";
    private static final String LAST = "lastTransferID";

    PaymentsPage page(FetchRequest request, Call call) {
        return new Reading(request, call).page();
    }

    /// One transfer as a payment, unless its currency is not supported.
    Optional<Payment> payment(WiseRow row, Call call) {
        return payment(row, references.during(call));
    }

    private Optional<Payment> payment(WiseRow row, AccountReferences.Lookup lookup) {
        return TransferMapping.of(row, PaymentType.TRANSFER, log)
                .map(payment -> {
                    var fields = row.fields();
                    return payment.between(
                            lookup.balance(
                                    row.other("sourceAccount"), fields.string("sourceCurrency")),
                            lookup.balance(
                                    row.other("targetAccount"), fields.string("targetCurrency")));
                });
    }

    /// One fetch.
    private final class Reading {
        private final Call call;
        private final FetchBudget budget;
        private final AccountReferences.Lookup lookup;
        private final BigInteger profile;
        private final int wanted;
        private final List<Payment> items = new ArrayList<>();
        private long read;
        private final BigInteger start;
        private BigInteger last;

        Reading(FetchRequest request, Call call) {
            this.call = call;
            this.lookup = references.during(call);
            this.profile = WiseIdFields.profile(request.requiredPayload());
            this.wanted = request.pageSize();
            this.read = offset(request);
            this.start = WiseIdFields.ofState(request, LAST);
            this.last = start;
            this.budget = FetchBudget.of(call);
        }

        PaymentsPage page() {
            while (true) {
                // one row more than wanted shows whether there are more
                var window = OffsetWindow.after(read, wanted - items.size() + 1);
                var rows = api.transfers(profile, window.limit(), window.offset(), call);
                checkOrder(rows);
                if (!window.reachesBack(rows, last)) {
                    read = firstUnread(read);
                } else if (take(rows, window)) {
                    return result(true);
                } else if (rows.size() < window.limit()) {
                    return result(false);
                }
                if (budget.isUsedUp(!last.equals(start))) {
                    return result(true);
                }
            }
        }

        /// Adds the rows after the last one read; returns whether it stopped before the end of the rows.
        private boolean take(List<WiseRow> rows, OffsetWindow window) {
            read = window.offset();
            for (var row : rows) {
                if (row.id().compareTo(last) > 0) {
                    if (items.size() == wanted || budget.isUsedUp(!last.equals(start))) {
                        return true;
                    }
                    payment(row, lookup).ifPresent(items::add);
                    last = row.id();
                }
                read++;
            }
            return false;
        }

        /// The offset of the first unread transfer, found by bisection with pages of one row.
        private long firstUnread(long max) {
            long low = 0;
            long high = max;
            while (low < high) {
                long middle = (low + high) >>> 1;
                var row = api.transfers(profile, 1, middle, call);
                if (row.isEmpty() || row.getFirst().id().compareTo(last) > 0) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private PaymentsPage result(boolean more) {
            return PaymentsPage.of(
                    items, WiseIdFields.state(OFFSET, BigInteger.valueOf(read), LAST, last), more);
        }
    }

    private static long offset(FetchRequest request) {
        var offset = WiseIdFields.ofState(request, OFFSET);
        if (offset.bitLength() > 62) {
            throw request.stateFields().wrong(OFFSET, "a number of rows");
        }
        return offset.longValueExact();
    }

    /// Fails if the list is not sorted by id, because rows would be missed.
    private static void checkOrder(List<WiseRow> rows) {
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1).id().compareTo(rows.get(i).id()) > 0) {
                throw PaymentException.of(
                        PaymentError.UPSTREAM_ERROR, "transfers are not sorted by id");
            }
        }
    }
}
