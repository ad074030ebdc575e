package dev.connectorproxy.contract.payment;

import dev.connectorproxy.contract.payment.ProviderFixture.Expected;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The expectations of a fixture: how rows differ from them, and which faults they could not show.
final class ExpectedRows {
    static final String SOURCE = "sourceAccountReference";
    static final String DESTINATION = "destinationAccountReference";

    private static final List<String> VARYING =
            List.of("type", "status", "scheme", SOURCE, DESTINATION, "parentReference");
    private static final Set<String> OF_A_PAYMENT =
            Stream.concat(Stream.of("createdAt", "amount", "asset"), VARYING.stream())
                    .collect(Collectors.toUnmodifiableSet());

    private final ProviderFixture fixture;
    private final List<Task.Type> kinds;
    private final List<String> gaps = new ArrayList<>();

    private ExpectedRows(ProviderFixture fixture, List<Task.Type> kinds) {
        this.fixture = fixture;
        this.kinds = kinds;
    }

    /// The fields of a row that are not as expected, a sentence each.
    static List<String> differences(FetchedRow row, Expected expected) {
        return new TreeMap<>(expected.fields())
                .entrySet().stream()
                        .filter(field ->
                                !field.getValue()
                                        .equals(
                                                row.json()
                                                        .getOrDefault(
                                                                field.getKey(), JsonValue.NULL)))
                        .map(field ->
                                "%s is %s, expected %s"
                                        .formatted(
                                                field.getKey(),
                                                row.json().get(field.getKey()),
                                                field.getValue()))
                        .toList();
    }

    /// The faults of a provider that the expected rows of these kinds could not show, a sentence each.
    static List<String> gaps(ProviderFixture fixture, List<Task.Type> kinds) {
        return new ExpectedRows(fixture, kinds).gaps();
    }

    private List<String> gaps() {
        var amounts = new ArrayList<Expected>();
        for (var kind : List.of(Task.Type.FETCH_BALANCES, Task.Type.FETCH_PAYMENTS)) {
            if (kinds.contains(kind)) {
                var rows = fixture.expected(kind).values();
                need(
                        rows.stream().anyMatch(ExpectedRows::isBeyondDoubles),
                        kind + " have no amount that a double cannot hold, such as 2^53 + 1");
                amounts.addAll(rows);
            }
        }
        if (kinds.contains(Task.Type.FETCH_PAYMENTS)) {
            payments();
        }
        if (!amounts.isEmpty()) {
            var decimals = decimals(amounts);
            need(
                    decimals.containsAll(fixture.decimals()),
                    "the amounts have only currencies with " + decimals + " decimals");
            need(
                    !fixture.hugeAmounts()
                            || amounts.stream()
                                    .flatMap(row -> amount(row).stream())
                                    .anyMatch(amount -> amount.abs().bitLength() > 63),
                    "there is no amount beyond 2^63");
        }
        return List.copyOf(gaps);
    }

    private void payments() {
        var rows = fixture.expected(Task.Type.FETCH_PAYMENTS);
        rows.forEach((reference, row) -> {
            var missing = new HashSet<>(OF_A_PAYMENT);
            missing.removeAll(row.fields().keySet());
            need(missing.isEmpty(), "payment " + reference + " has no expected " + missing);
            need(
                    fixture.talksHttp() || row.fields().containsKey("raw"),
                    "payment " + reference + " has no expected raw");
        });
        for (var field : VARYING) {
            need(
                    fixture.constant().contains(field) || values(rows.values(), field).size() > 1,
                    "all payments have the same " + field + ", which constant() does not name");
        }
        need(
                fixture.constant().containsAll(Set.of(SOURCE, DESTINATION))
                        || rows.values().stream()
                                .anyMatch(row ->
                                        !row.fields()
                                                .getOrDefault(SOURCE, JsonValue.NULL)
                                                .equals(
                                                        row.fields()
                                                                .getOrDefault(
                                                                        DESTINATION,
                                                                        JsonValue.NULL))),
                "no payment has a source that is not its destination");
    }

    private void need(boolean given, String gap) {
        if (!given) {
            gaps.add(gap);
        }
    }

    private static Set<JsonValue> values(Collection<Expected> rows, String field) {
        return rows.stream()
                .map(row -> row.fields().getOrDefault(field, JsonValue.NULL))
                .collect(Collectors.toSet());
    }

    private static Set<Integer> decimals(List<Expected> rows) {
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(row.fields().get("asset")).stream())
                .flatMap(asset -> Asset.of(((JsonString) asset).getString()).stream())
                .map(Asset::precision)
                .collect(Collectors.toSet());
    }

    private static boolean isBeyondDoubles(Expected row) {
        return amount(row)
                .filter(amount ->
                        Math.abs(amount.doubleValue()) < Double.MAX_VALUE
                                && new BigDecimal(amount.doubleValue())
                                                .compareTo(new BigDecimal(amount))
                                        != 0)
                .isPresent();
    }

    private static Optional<BigInteger> amount(Expected row) {
        return Optional.ofNullable((JsonNumber) row.fields().get("amount"))
                .map(JsonNumber::bigIntegerValueExact);
    }
}
