package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Reads the first page of a task again and again, while the kit changes values in the rows of the responses. For one
/// thread.
final class OddValues {
    private final ProviderHarness harness;
    private final TaskRun taskRun;
    private final Map<String, FetchedRow> rows;

    OddValues(ProviderHarness harness, TaskRun taskRun) {
        this.harness = harness;
        this.taskRun = taskRun;
        this.rows = fetch().orElseThrow();
    }

    /// The rows without a change, by reference.
    Map<String, FetchedRow> rows() {
        return rows;
    }

    /// The places of texts and numbers in the provider's objects, without their references.
    Set<String> pointers() {
        var pointers = new LinkedHashSet<String>();
        rows.values()
                .forEach(row ->
                        raw(row).ifPresent(object ->
                                LeafValues.pointers(object).stream()
                                        .filter(pointer ->
                                                !isReference(LeafValues.get(object, pointer), row))
                                        .forEach(pointers::add)));
        return pointers;
    }

    /// The rows that have a value at that place.
    Map<String, FetchedRow> having(String pointer) {
        var having = new LinkedHashMap<String, FetchedRow>();
        rows.forEach((reference, row) -> {
            if (value(row, pointer) != JsonValue.NULL) {
                having.put(reference, row);
            }
        });
        return having;
    }

    /// The provider's value of a row at that place; JSON null for none.
    JsonValue value(FetchedRow row, String pointer) {
        return raw(row).map(object -> LeafValues.get(object, pointer)).orElse(JsonValue.NULL);
    }

    /// The rows of the page after the values of these rows were replaced at that place; empty if the fetch fails.
    Optional<Map<String, FetchedRow>> changed(
            Iterable<FetchedRow> which, String pointer, UnaryOperator<JsonValue> other) {
        var others = new HashMap<JsonValue, JsonObject>();
        for (var row : which) {
            raw(row).ifPresent(object ->
                    others.put(
                            object,
                            LeafValues.with(
                                    object,
                                    pointer,
                                    other.apply(LeafValues.get(object, pointer)))));
        }
        harness.egress.handleWith(
                (_, request, call, target) -> changed(request, call, target, others));
        try {
            return fetch();
        } finally {
            harness.egress.restore();
        }
    }

    private Optional<Map<String, FetchedRow>> fetch() {
        try {
            var found = new LinkedHashMap<String, FetchedRow>();
            harness.fetch(
                            harness.connector(),
                            taskRun,
                            taskRun.request(Optional.empty(), PageSize.MAX))
                    .items()
                    .forEach(row -> found.put(row.reference(), row));
            return Optional.of(found);
        } catch (PaymentException _) {
            return Optional.empty();
        }
    }

    private static HttpResponse changed(
            HttpRequest request, Call call, Egress target, Map<JsonValue, JsonObject> others) {
        var response = target.send(request, call);
        try {
            var body = FullWalk.read(new String(response.body(), StandardCharsets.UTF_8));
            var changed = LeafValues.replaced(body, others).toString();
            return new HttpResponse(
                    response.status(),
                    response.headers(),
                    changed.getBytes(StandardCharsets.UTF_8));
        } catch (JsonException _) {
            return response;
        }
    }

    private static Optional<JsonObject> raw(FetchedRow row) {
        return row.raw().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject);
    }

    private static boolean isReference(JsonValue value, FetchedRow row) {
        return value.toString().replace("\"", "").equals(row.reference());
    }
}
