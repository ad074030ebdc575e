package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.FetchBudget;
import dev.connectorproxy.toolkit.payment.ListProgress;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Fetches the recipients of a profile, which are external accounts. Wise lists them from a seek position; the state
/// contains the position of the page with the first recipient not returned yet, and the id of the last one returned.
record WiseRecipients(WiseApi api, ProviderContext context) {
    private static final String POSITION = "lastSeekPosition";
    private static final String LAST = "lastRecipientID";

    Page<Account> page(FetchRequest request, Call call) {
        return new Reading(request, call).page();
    }

    /// One fetch.
    private final class Reading {
        private final FetchRequest request;
        private final Call call;
        private final FetchBudget budget;
        private final BigInteger profile;
        private final int size;
        private final ListProgress progress = new ListProgress("recipients");
        private final ArrayList<Account> items = new ArrayList<>();
        private final SkippedRows skipped = new SkippedRows(context.log(), "wise: recipient");
        private BigInteger position;
        private final BigInteger start;
        private BigInteger last;

        Reading(FetchRequest request, Call call) {
            this.request = request;
            this.call = call;
            this.profile = WiseIdFields.profile(request.requiredPayload());
            this.size = Math.min(request.pageSize(), WiseApi.MAX_ROWS);
            this.position = WiseIdFields.ofState(request, POSITION);
            this.start = WiseIdFields.ofState(request, LAST);
            this.last = start;
            this.budget = FetchBudget.of(call);
        }

        Page<Account> page() {
            boolean more = true;
            while (more && !isFull() && !budget.isUsedUp(!last.equals(start))) {
                var response = api.recipients(profile, size, position, call);
                var rows = WiseRow.all(response.array("content"), "recipient");
                progress.check(
                        "seekPosition",
                        position.toString(),
                        rows.stream().map(WiseRow::reference).toList());
                for (var row : rows) {
                    if (row.id().compareTo(last) > 0) {
                        if (isFull()) {
                            return result(true);
                        }
                        account(row).ifPresent(items::add);
                        last = row.id();
                    }
                }
                more = nextPage(response, rows.size());
            }
            return result(more);
        }

        /// Moves to the next page, if Wise returned its position; returns whether that page may have rows now.
        private boolean nextPage(JsonFields response, int rows) {
            var next = response.integer("seekPositionForNext").orElse(BigInteger.ZERO);
            // Wise may use a smaller page size than requested, and returns the one it used
            var shown = response.integer("size").filter(it -> it.signum() > 0);
            var full = shown.orElse(BigInteger.valueOf(size)).min(BigInteger.valueOf(size));
            boolean isFull = BigInteger.valueOf(rows).compareTo(full) >= 0;
            if (rows == 0 || next.signum() == 0 || next.equals(position) && !isFull) {
                return false;
            }
            if (next.equals(position)) {
                throw ListProgress.stuck(
                        "recipients",
                        "the page at seekPosition=%s has %d rows and is its own next page"
                                .formatted(position, rows));
            }
            position = next;
            return isFull;
        }

        private Page<Account> result(boolean more) {
            return Page.of(items, WiseIdFields.state(POSITION, position, LAST, last), more)
                    .withSkipped(skipped.rows());
        }

        private boolean isFull() {
            return items.size() == request.pageSize() || skipped.isFull();
        }

        private Optional<Account> account(WiseRow row) {
            return WiseCurrency.of(row.fields().requiredString("currency"), row, skipped)
                    .map(it -> account(row, it));
        }

        private Account account(WiseRow row, Asset currency) {
            var owner = row.other("profileId").orElse(profile);
            return new Account(
                    row.reference(),
                    context.clock().instant(),
                    row.fields()
                            .object("name")
                            .flatMap(name -> name.string("fullName"))
                            .filter(name -> !name.isBlank()),
                    Optional.of(currency.toString()),
                    Map.of(WiseOrders.PROFILE_ID, owner.toString()),
                    Optional.of(row.raw()));
        }
    }
}
