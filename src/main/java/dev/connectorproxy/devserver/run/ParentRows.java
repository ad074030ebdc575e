package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.rows.KeptRow;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.StateKey;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The rows that earlier fetches brought, by fetch, and the payload that each row is for the tasks that follow it.
/// Immutable.
record ParentRows(Map<StateKey, List<KeptRow>> bySource) {
    static final ParentRows NONE = new ParentRows(Map.of());

    static ParentRows of(List<KeptRow> rows) {
        return new ParentRows(
                rows.stream()
                        .filter(row -> row.deleted().isEmpty())
                        .collect(Collectors.groupingBy(KeptRow::source)));
    }

    List<KeptRow> of(StateKey source) {
        return bySource.getOrDefault(source, List.of());
    }

    /// The payload for the tasks that follow: the row itself, or of the kind `others` what it wraps.
    static JsonValue payload(KeptRow row) {
        var json = row.toJson();
        return row.key().kind() == FetchKind.OTHERS ? json.get("other") : json;
    }
}
