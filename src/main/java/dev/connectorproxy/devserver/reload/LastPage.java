package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.FetchRequest;
import jakarta.json.JsonValue;
import java.util.Optional;

/// The last page of a kind that a connector fetched, and what it was fetched with.
///
/// @param payload JSON; empty for none
/// @param state JSON, the state that the page was fetched from; empty for none
/// @param pageSize the effective one
/// @param body in which secrets are masked; nobody may change it
record LastPage(
        StateKey key, Optional<String> payload, Optional<String> state, int pageSize, byte[] body) {
    private static final int OVERHEAD = 512;

    static LastPage of(StateKey key, FetchRequest request, byte[] body) {
        return new LastPage(
                key,
                request.fromPayload().map(JsonValue::toString),
                request.state().map(JsonValue::toString),
                request.pageSize(),
                body);
    }

    FetchRequest request() {
        return new FetchRequest(
                payload.map(JsonBodyReader::parse), state.map(JsonBodyReader::parse), pageSize);
    }

    LastPage withBody(byte[] other) {
        return new LastPage(key, payload, state, pageSize, other);
    }

    /// About how many bytes it takes.
    long size() {
        return OVERHEAD
                + 2L * payload.map(String::length).orElse(0)
                + 2L * state.map(String::length).orElse(0)
                + body.length;
    }
}
