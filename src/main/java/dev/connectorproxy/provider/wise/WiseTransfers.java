package dev.connectorproxy.provider.wise;

import dev.connectorproxy.provider.wise.TransferReader.Position;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Fetches the transfers of a profile as payments, and those whose status has changed once more. The state contains the
/// position (`offset`, `newestFirst`) and the id of the last transfer read (`lastTransferID`), also if a fetch returns
/// nothing, the transfers that may still change (`followed`), and the ids of the last ones (`recent`), so that a transfer
/// that becomes visible late, behind newer ones, is recognized.
record WiseTransfers(WiseApi api, AccountReferences references, Log log) {
    private static final String OFFSET = "offset";
    private static final String LAST = "lastTransferID";
    private static final String NEWEST_FIRST = "newestFirst";
    private static final String FOLLOWED = "followed";
    private static final String RECENT = "recent";
    private static final int MAX_REQUESTS = 10;
    private static final int NOT_FOUND = 404;
    private static final JsonProvider JSON = JsonProvider.provider();

    PaymentsPage page(FetchRequest request, Call call) {
        return new Reading(request, call).page();
    }

    /// One transfer as a payment, unless its currency is not supported.
    Optional<Payment> payment(WiseRow row, Call call) {
        return payment(row, references.during(call), skippedRows());
    }

    private SkippedRows skippedRows() {
        return new SkippedRows(log, "wise: transfer");
    }

    private static Optional<Payment> payment(
            WiseRow row, AccountReferences.Lookup lookup, SkippedRows skipped) {
        return TransferMapping.of(row, PaymentType.TRANSFER, skipped)
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
    private final class Reading implements TransferReader.Receiver {
        private final Call call;
        private final AccountReferences.Lookup lookup;
        private final int wanted;
        private final FollowedTransfers followed;
        private final NavigableSet<BigInteger> recent = new TreeSet<>();
        private final Set<BigInteger> read = new HashSet<>(); // by this fetch
        private final TransferReader reader;
        private final List<Payment> items = new ArrayList<>();
        private final SkippedRows skipped = skippedRows();

        Reading(FetchRequest request, Call call) {
            this.call = call;
            this.lookup = references.during(call);
            this.wanted = request.pageSize();
            var state = request.stateFields();
            this.followed = new FollowedTransfers(state.strings(FOLLOWED));
            state.list(RECENT).forEach(id -> recent.add(new BigInteger(id)));
            this.reader = new TransferReader(api, position(request, state), this, call);
        }

        @Override
        public int room() {
            return skipped.isFull() ? 0 : wanted - items.size();
        }

        @Override
        public void accept(WiseRow row) {
            read.add(row.id());
            recent.add(row.id());
            if (recent.size() > TransferReader.LOOK_BACK) {
                recent.pollFirst();
            }
            payment(row, lookup, skipped)
                    .ifPresent(payment -> {
                        items.add(payment);
                        followed.returned(row);
                    });
        }

        PaymentsPage page() {
            boolean more = reader.read();
            for (var row : reader.known()) {
                if (isLate(row) || followed.isChanged(row)) {
                    if (room() == 0) {
                        more = true;
                        break;
                    }
                    accept(row);
                }
            }
            if (!more) {
                requestFollowed();
            }
            return PaymentsPage.of(items, state(), more).withSkipped(skipped.rows());
        }

        private boolean isLate(WiseRow row) {
            return !recent.isEmpty()
                    && row.id().compareTo(recent.first()) > 0
                    && !recent.contains(row.id());
        }

        /// Requests a few of the followed transfers, up to the first failure.
        private void requestFollowed() {
            read.addAll(recent);
            for (var id : followed.toRequest(Set.copyOf(read), MAX_REQUESTS)) {
                if (room() == 0 || !request(id)) {
                    return;
                }
            }
        }

        /// Requests a transfer; false if that fails, and it is to be requested again.
        private boolean request(BigInteger id) {
            try {
                var row = api.transfer(id, call);
                if (followed.isChanged(row)) {
                    accept(row);
                } else {
                    followed.returned(row); // as the last one to be requested
                }
                return true;
            } catch (PaymentException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                return isGone(id.toString(), e);
            }
        }

        private boolean isGone(String id, PaymentException failure) {
            if (failure.hasStatus(NOT_FOUND)) {
                followed.remove(id);
                skipped.add(SkippedRow.of(id, Reason.DELETED, "it no longer exists"));
                return true;
            }
            skipped.add(
                    SkippedRow.of(
                            id,
                            Reason.DEFERRED,
                            "its status cannot be requested now: " + failure.getMessage()));
            return false;
        }

        private JsonObject state() {
            var position = reader.position();
            var json =
                    JSON.createObjectBuilder()
                            .add(OFFSET, position.offset())
                            .add(LAST, position.last());
            if (position.newestFirst()) {
                json.add(NEWEST_FIRST, true);
            }
            json.add(
                    RECENT, JSON.createArrayBuilder(recent.stream().map(String::valueOf).toList()));
            var transfers = followed.json(log).build();
            return (transfers.isEmpty() ? json : json.add(FOLLOWED, transfers)).build();
        }
    }

    private static Position position(FetchRequest request, JsonFields state) {
        var offset = WiseIdFields.ofState(request, OFFSET);
        if (offset.bitLength() > 62) {
            throw state.wrong(OFFSET, "a number of rows");
        }
        return new Position(
                WiseIdFields.profile(request.requiredPayload()),
                state.flag(NEWEST_FIRST),
                offset.longValueExact(),
                WiseIdFields.ofState(request, LAST));
    }
}
