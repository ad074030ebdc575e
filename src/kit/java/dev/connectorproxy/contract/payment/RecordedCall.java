package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A fetch of a recording.
///
/// @param page its place among the pages of the same list in the recording, from 1
record RecordedCall(JsonObject json, int page) {

    /// Names it in messages, such as `call 17 (fetch payments, page 2)`.
    String title() {
        return "call %d (fetch %s, page %d)".formatted(json.getInt("call"), list(), page);
    }

    /// Which list it is a page of, such as `others users`.
    private String list() {
        return (json.getString("kind") + " " + json.getString("name")).strip();
    }

    /// Whether another call fetched a page of the same list.
    boolean isOfListOf(JsonObject other) {
        return List.of("kind", "name", "fromPayload").stream()
                .allMatch(field -> json.get(field).equals(other.get(field)));
    }

    Instant at() {
        return Times.of(json.getString("at")).orElseThrow();
    }

    Task.Type kind() {
        var kind = json.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_');
        return Task.Type.valueOf("FETCH_" + kind);
    }

    /// Which of the others it fetches.
    String name() {
        return json.getString("name");
    }

    FetchRequest request() {
        return new FetchRequest(
                Optional.of(json.get("fromPayload")),
                Optional.of(json.get("state")),
                json.getInt("pageSize"));
    }

    List<RecordedExchange> exchanges() {
        return json.getJsonArray("exchanges").getValuesAs(JsonObject.class).stream()
                .map(RecordedExchange::new)
                .toList();
    }

    /// The recorded page, or what identifies the failure.
    JsonValue outcome() {
        return json.get("error") instanceof JsonString error ? error : json.getJsonObject("page");
    }
}
