package dev.connectorproxy.devserver.state;

import dev.connectorproxy.devserver.state.PayloadIdentity.Source;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The states of a connector as `GET /connectors/{connectorId}/state` lists them: the latest of each kind, and all by
/// payload.
///
/// @param states the one changed last at the end; not copied
public record StateListing(Map<StateKey, StateEntry> states) {
    private static final JsonProvider JSON = JsonProvider.provider();

    public JsonObject toJson() {
        var latest = JSON.createObjectBuilder();
        for (var kind : FetchKind.WITHOUT_NAME) {
            latest(kind).ifPresent(entry -> latest.add(kind.path(), entry.toJson()));
        }
        return JSON.createObjectBuilder()
                .add("fetch", latest)
                .add("byPayload", byPayload())
                .add("others", others())
                .build();
    }

    private Optional<StateEntry> latest(FetchKind kind) {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .reduce((_, later) -> later)
                .map(Map.Entry::getValue)
                .or(() ->
                        Optional.of(StateEntry.NEVER_FETCHED)
                                .filter(_ -> FetchKind.ALWAYS_SHOWN.contains(kind)));
    }

    private JsonObjectBuilder byPayload() {
        var all = JSON.createObjectBuilder();
        for (var kind : FetchKind.WITHOUT_NAME) {
            var ofKind = entriesLike(new StateKey(kind, "", PayloadIdentity.NONE));
            if (!ofKind.isEmpty()) {
                all.add(kind.path(), ofKind);
            }
        }
        return all;
    }

    /// The states of the kind `others`, by name, then by payload.
    private JsonObjectBuilder others() {
        var all = JSON.createObjectBuilder();
        states.keySet().stream()
                .filter(key -> key.kind() == FetchKind.OTHERS)
                .map(StateKey::name)
                .distinct()
                .sorted()
                .forEach(name ->
                        all.add(
                                name,
                                entriesLike(
                                        new StateKey(
                                                FetchKind.OTHERS, name, PayloadIdentity.NONE))));
        return all;
    }

    /// The entries of one kind and name, by the identity of their payload, which is empty for none.
    private JsonObject entriesLike(StateKey sample) {
        var shown = new LinkedHashMap<String, JsonObject>();
        states.forEach((key, entry) -> {
            if (key.kind() == sample.kind() && key.name().equals(sample.name())) {
                var text = key.payload().text();
                shown.put(isAmbiguous(key) ? "id:" + text : text, entry.toJson());
            }
        });
        return JSON.createObjectBuilder(shown).build();
    }

    /// Whether another payload has for its `reference` what this one has for its `id`.
    private boolean isAmbiguous(StateKey key) {
        return key.payload().source() == Source.ID
                && states.containsKey(
                        new StateKey(
                                key.kind(),
                                key.name(),
                                new PayloadIdentity(Source.REFERENCE, key.payload().text())));
    }
}
