package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.toolkit.payment.CursorPosition;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The payouts that were pending when they were read, which are returned again once they are not. They are found among
/// the rows that a poll reads again, or else requested, a few at each poll. For one fetch; not thread-safe.
final class PendingPayouts {
    /// The maximum number of payouts that are followed.
    static final int MAX_FOLLOWED = 100;

    private static final int MAX_REQUESTS = 10;
    private static final int NOT_FOUND = 404;
    private static final String FIELD = "pending_payouts";
    private static final JsonProvider JSON = JsonProvider.provider();

    private final StripeApi api;
    private final StripeTransactions transactions;
    private final ProviderContext.Log log;
    private final Set<String> ids; // the one to be requested next first
    private final List<Payment> changed = new ArrayList<>();

    PendingPayouts(
            StripeApi api,
            StripeTransactions transactions,
            ProviderContext.Log log,
            JsonFields state) {
        this.api = api;
        this.transactions = transactions;
        this.log = log;
        this.ids = new LinkedHashSet<>(state.list(FIELD));
    }

    /// The payouts that are no longer pending, among rows that were read again.
    ///
    /// @param room the maximum number of them; others stay pending
    void look(List<JsonValue> rows, int room) {
        rows.stream()
                .filter(row -> ids.contains(id(row)))
                .takeWhile(_ -> changed.size() < room)
                .forEach(this::compare);
    }

    /// Requests payouts that the next poll does not read again, up to the first failure.
    void request(CursorPosition next, int room, Call call) {
        var readAgain = next.readAgain();
        var due = ids.stream().filter(id -> !readAgain.contains(id)).limit(MAX_REQUESTS).toList();
        for (var id : due) {
            if (changed.size() >= room || !request(id, call)) {
                return;
            }
        }
    }

    /// Requests a payout; false if that fails, and it is to be requested again.
    private boolean request(String id, Call call) {
        var request =
                ProviderRequest.get("/v1/balance_transactions/{}", id).query("expand[]", "source");
        ids.remove(id);
        try {
            var row =
                    api.http()
                            .json(AccountHeader.forReading(request, transactions.account()), call);
            ids.add(id); // as the last one to be requested
            compare(row);
            return true;
        } catch (PaymentException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return isGone(id, e);
        }
    }

    private boolean isGone(String id, PaymentException failure) {
        if (failure.hasStatus(NOT_FOUND)) {
            transactions.skipped().add(SkippedRow.of(id, Reason.DELETED, "it no longer exists"));
            return true;
        }
        ids.add(id);
        transactions
                .skipped()
                .add(
                        SkippedRow.of(
                                id,
                                Reason.DEFERRED,
                                "it was pending, and cannot be requested now: "
                                        + failure.getMessage()));
        return false;
    }

    private void compare(JsonValue row) {
        transactions
                .payment(row)
                .filter(payment -> payment.status() != PaymentStatus.PENDING)
                .ifPresent(payment -> {
                    ids.remove(payment.reference());
                    changed.add(payment);
                });
    }

    /// The payouts that are no longer pending.
    List<Payment> changed() {
        return List.copyOf(changed);
    }

    /// Whether there are payouts that were pending and still are, as far as is known.
    boolean isFollowing() {
        return !ids.isEmpty();
    }

    /// The state with those of these payments and of earlier ones that are pending.
    JsonObject state(JsonObject timeline, List<Payment> payments) {
        payments.stream()
                .filter(it ->
                        it.type() == PaymentType.PAYOUT && it.status() == PaymentStatus.PENDING)
                .map(Payment::reference)
                .forEach(ids::add);
        while (ids.size() > MAX_FOLLOWED) {
            log.warning(
                    "payout %s is no longer followed, because %d later ones are pending"
                            .formatted(
                                    StripeFields.sanitized(ids.iterator().next()), MAX_FOLLOWED));
            ids.remove(ids.iterator().next());
        }
        return ids.isEmpty()
                ? timeline
                : JSON.createObjectBuilder(timeline)
                        .add(FIELD, JSON.createArrayBuilder(ids))
                        .build();
    }

    private static String id(JsonValue row) {
        return JsonFields.ofResponse(row, "balance transaction").requiredString("id");
    }
}
