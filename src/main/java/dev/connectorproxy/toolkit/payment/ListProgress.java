package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Checks that a walk through a provider's list moves on. A list that returns the same page whatever it is asked for
/// would be read for ever, or its other rows would be lost. One instance for each walk; not thread-safe.
public final class ListProgress {
    private final String list;
    private final Map<String, String> firstRows = new HashMap<>(); // to the cursor of their page
    private int pages;

    /// @param list names the list in messages, such as `transactions`
    public ListProgress(String list) {
        this.list = Objects.requireNonNull(list, "list");
    }

    /// Checks the next page.
    ///
    /// @param parameter the name of the cursor in the request, such as `starting_after` or `page`
    /// @param cursor its value; the id of a row if the page follows that row; an empty string for none
    /// @param ids the ids of the rows of the page, in their order
    /// @throws PaymentException [PaymentError#UPSTREAM_ERROR] if the page contains the row that it should follow, or
    ///     begins like a page with another cursor
    public void check(String parameter, String cursor, List<String> ids) {
        pages++;
        if (ids.isEmpty()) {
            return;
        }
        var before = firstRows.putIfAbsent(ids.getFirst(), cursor);
        if (ids.contains(cursor) || before != null && !before.equals(cursor)) {
            throw stuck(
                    list,
                    "page %d (%s=%s) repeats an earlier page".formatted(pages, parameter, cursor));
        }
    }

    /// The failure for a list that does not move on.
    ///
    /// @param problem what shows it, with page and cursor
    public static PaymentException stuck(String list, String problem) {
        return PaymentException.of(
                PaymentError.UPSTREAM_ERROR,
                "the list of " + list + " does not move on: " + problem);
    }
}
