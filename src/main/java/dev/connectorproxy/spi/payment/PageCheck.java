package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what is wrong with one page: with its rows, and with the page as a whole. For one thread.
final class PageCheck<T> {
    private final FetchRequest request;
    private final Fetched<T> page;
    private final RowRules<T> rules;
    private final AssetCheck assets = new AssetCheck();
    private final Map<Object, Integer> first = new HashMap<>();
    private final List<Warning> warnings = new ArrayList<>();

    private PageCheck(FetchRequest request, Fetched<T> page, RowRules<T> rules) {
        this.request = request;
        this.page = page;
        this.rules = rules;
    }

    static <T> List<Warning> of(FetchRequest request, Fetched<T> page, RowRules<T> rules) {
        var check = new PageCheck<>(request, page, rules);
        check.state();
        check.rows();
        return List.copyOf(check.warnings);
    }

    private void state() {
        if (!page.hasMore()) {
            return;
        }
        if (page.newState().isEmpty()) {
            addForPage("hasMore without newState: the next page would be the first one again");
        } else if (text(page.newState()).equals(text(request.state()))) {
            addForPage(
                    "hasMore, but newState is the state of the request: the same page would come again");
        }
    }

    private void rows() {
        var rows = page.items();
        Set<String> deleted =
                page instanceof PaymentsPage payments
                        ? new HashSet<>(payments.paymentsToDelete())
                        : Set.of();
        var skipped =
                page.skipped().stream()
                        .flatMap(row -> row.reference().stream())
                        .collect(Collectors.toSet());
        for (int i = 0; i < rows.size(); i++) {
            if (i == request.pageSize() && !isSnapshot()) {
                add(i, "more rows than pageSize: %d instead of %d".formatted(rows.size(), i));
            }
            var faults = new Faults();
            rules.check(rows.get(i), faults, assets);
            faults.suspicious(repeated(rows.get(i), i))
                    .suspicious(
                            deleted.contains(rules.reference().apply(rows.get(i))),
                            "listed and deleted on the same page")
                    .suspicious(
                            skipped.contains(rules.identity().apply(rows.get(i))),
                            "listed and skipped on the same page");
            for (var message : faults.messages()) {
                add(i, message);
            }
        }
    }

    /// A whole list at every fetch, such as all balances of an account, has no other pages to which rows could go.
    private boolean isSnapshot() {
        return rules.snapshots() && !page.hasMore() && page.newState().isEmpty();
    }

    private Optional<String> repeated(T row, int index) {
        if (rules.reference().apply(row).isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(first.putIfAbsent(rules.identity().apply(row), index))
                .map("same reference as the row with index %d"::formatted);
    }

    private void addForPage(String message) {
        warnings.add(new Warning(Warning.PAGE, "", message));
    }

    private void add(int index, String message) {
        warnings.add(new Warning(index, rules.reference().apply(page.items().get(index)), message));
    }

    private static Optional<String> text(Optional<JsonValue> state) {
        return state.map(JsonValue::toString);
    }
}
