package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// One of Stripe's lists, which show the newest row first.
///
/// @param plain the request without cursor and limit, rows as they are
/// @param expanded the same with all that hangs on a row in place of its id
/// @param what a row is, for messages: `account`
record StripeList(StripeApi api, ProviderRequest plain, ProviderRequest expanded, String what) {
    /// The most rows that Stripe shows at once.
    static final int MOST_ROWS = 100;

    static final String AFTER = "starting_after";
    static final String BEFORE = "ending_before";

    /// A list whose rows are complete.
    StripeList(StripeApi api, ProviderRequest request, String what) {
        this(api, request, request, what);
    }

    /// What a request brought.
    ///
    /// @param rows the newest first
    /// @param hasMore whether there are more rows in the direction asked for
    record Rows(List<JsonValue> rows, boolean hasMore) {
        Rows {
            rows = List.copyOf(rows);
        }
    }

    /// The rows next to a cursor.
    ///
    /// @param direction [#AFTER] for older rows, [#BEFORE] for newer ones
    /// @param cursors of which the first counts whose row is still there; none for the beginning of the list
    /// @return empty when all rows of the cursors are gone
    Optional<Rows> read(ProviderRequest request, String direction, Cursors cursors, Call call) {
        var sized = request.query("limit", String.valueOf(Math.min(cursors.limit(), MOST_ROWS)));
        if (cursors.ids().isEmpty()) {
            return Optional.of(rows(sized, call));
        }
        for (var id : cursors.ids()) {
            try {
                return Optional.of(rows(sized.query(direction, id), call));
            } catch (PaymentException e) {
                if (!StripeErrors.isMissing(e)) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    /// Where to read, and how many rows at most.
    record Cursors(List<String> ids, int limit) {
        Cursors {
            ids = List.copyOf(ids);
        }
    }

    /// The id of a row.
    String id(JsonValue row) {
        return JsonFields.ofAnswer(row, what).requiredString("id");
    }

    private Rows rows(ProviderRequest request, Call call) {
        var answer = api.fields(request, "list of " + what + "s", call);
        var rows = answer.array("data");
        // more rows without a row to go on from would be asked for again and again
        return new Rows(rows, answer.flag("has_more") && !rows.isEmpty());
    }
}
