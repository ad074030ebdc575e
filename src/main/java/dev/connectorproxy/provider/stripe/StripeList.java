package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.payment.ListProgress;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// One of Stripe's lists, which return the newest row first.
///
/// @param plain the request without cursor and limit, for rows that are not expanded
/// @param expanded the same with the related objects of each row expanded
/// @param names a row in messages, such as `account`
record StripeList(StripeApi api, ProviderRequest plain, ProviderRequest expanded, String label) {
    /// Stripe's maximum page size.
    static final int MAX_ROWS = 100;

    static final String AFTER = "starting_after";
    static final String BEFORE = "ending_before";

    /// A list without expansions.
    StripeList(StripeApi api, ProviderRequest request, String what) {
        this(api, request, request, what);
    }

    /// The rows of one response.
    ///
    /// @param cursor the row next to which they are; an empty string for the beginning of the list
    /// @param rows the rows, the newest first
    /// @param hasMore whether there are more rows in the requested direction
    record Rows(String cursor, List<JsonValue> rows, boolean hasMore) {
        Rows {
            rows = List.copyOf(rows);
        }
    }

    /// Reads the rows next to a cursor.
    ///
    /// @param direction [#AFTER] for older rows, [#BEFORE] for newer ones
    /// @param cursors the candidates; the first one whose row still exists is used; empty for the beginning of the list
    /// @return empty if the rows of all cursors were deleted
    Optional<Rows> read(ProviderRequest request, String direction, Cursors cursors, Call call) {
        var sized = request.query("limit", String.valueOf(Math.min(cursors.limit(), MAX_ROWS)));
        if (cursors.ids().isEmpty()) {
            return Optional.of(rows("", sized, call));
        }
        for (var id : cursors.ids()) {
            try {
                return Optional.of(rows(id, sized.query(direction, id), call));
            } catch (PaymentException e) {
                if (!StripeErrors.isMissing(e)) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    /// Where to read, and the maximum number of rows.
    record Cursors(List<String> ids, int limit) {
        Cursors {
            ids = List.copyOf(ids);
        }
    }

    /// The id of a row.
    String id(JsonValue row) {
        return JsonFields.ofResponse(row, label).requiredString("id");
    }

    private Rows rows(String cursor, ProviderRequest request, Call call) {
        var response = api.http().fields(request, "list of " + label + "s", call);
        var rows = response.array("data");
        boolean hasMore = response.flag("has_more");
        if (hasMore && rows.isEmpty()) {
            throw ListProgress.stuck(
                    label + "s", "the page next to '%s' is empty, but has more".formatted(cursor));
        }
        return new Rows(cursor, rows, hasMore);
    }
}
