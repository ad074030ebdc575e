package dev.connectorproxy.provider.generic;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Times;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import dev.connectorproxy.toolkit.payment.Watermark;
import dev.connectorproxy.toolkit.payment.WatermarkWalk;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A list of the provider, sorted by time, and its state. The state has the same fields as in Formance's generic
/// connector, so that its states can be read.
///
/// @param label names a row in messages
/// @param sortedBy the field with the time by which the list is sorted
/// @param stateField the field of the state with the time of the last row read
record GenericList(String path, String label, String sortedBy, String stateField) {
    static final GenericList ACCOUNTS =
            new GenericList("/accounts", "account", "createdAt", "lastCreatedAtFrom");
    static final GenericList BENEFICIARIES =
            new GenericList("/beneficiaries", "beneficiary", "createdAt", "lastCreatedAtFrom");
    static final GenericList TRANSACTIONS =
            new GenericList("/transactions", "transaction", "updatedAt", "lastUpdatedAtFrom");

    private static final String IDS = "lastProcessedIDs";

    /// Reads the rows after the state of the request.
    WatermarkWalk.Batch<GenericRow> read(ProviderHttp http, FetchRequest request, Call call) {
        var state = request.state().orElse(JsonValue.EMPTY_JSON_OBJECT);
        var after = Watermark.of(state, stateField, IDS);
        return WatermarkWalk.read(new Source(this, http, call), after, request.pageSize());
    }

    /// Such as `{"lastUpdatedAtFrom": "2026-01-31T23:59:59Z", "lastProcessedIDs": ["a", "b"]}`, and the rows read
    /// before those.
    JsonObject state(Watermark watermark) {
        return watermark.json(stateField, IDS);
    }

    private ProviderRequest request(Instant from, int page, int size) {
        var request =
                ProviderRequest.get(path)
                        .query("page", String.valueOf(page))
                        .query("pageSize", String.valueOf(size))
                        .query("sort", sortedBy + ":asc");
        return from.equals(Times.ZERO)
                ? request
                : request.query(sortedBy + "From", Times.text(from));
    }

    private List<GenericRow> rows(JsonValue response) {
        var rows = new ArrayList<GenericRow>();
        for (var json : array(response)) {
            var row = GenericRow.of(json, label + "[" + rows.size() + "]", sortedBy);
            if (!rows.isEmpty() && row.key().at().isBefore(rows.getLast().key().at())) {
                // continuing would silently skip rows
                throw unusable("is not sorted by " + sortedBy + ":asc");
            }
            rows.add(row);
        }
        return rows;
    }

    private List<JsonValue> array(JsonValue response) {
        return switch (response.getValueType()) {
            case ARRAY -> (JsonArray) response;
            case NULL -> List.of(); // some languages serialize an empty list as null
            case OBJECT, STRING, NUMBER, TRUE, FALSE -> throw unusable("is not an array");
        };
    }

    private PaymentException unusable(String why) {
        return PaymentException.of(
                PaymentError.UPSTREAM_ERROR, "the answer of GET " + path + " " + why);
    }

    /// The list during one call. It keeps the default maximum page size, because a provider may refuse larger pages.
    private record Source(GenericList history, ProviderHttp http, Call call)
            implements WatermarkWalk.Source<GenericRow> {
        @Override
        public List<GenericRow> page(Instant from, int page, int size) {
            return history.rows(http.json(history.request(from, page, size), call));
        }

        @Override
        public Watermark.Key key(GenericRow row) {
            return row.key();
        }

        @Override
        public String name() {
            return history.path();
        }
    }
}
