package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.JsonFields;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.Optional;

/// What the body of a fetch asks for, or names as a state. Absent and `null` are the same.
///
/// @param name which of the others; empty text for every other kind, where nobody looks at it
/// @param payload `fromPayload`, else `account`
/// @param state explicit, instead of the one kept here
/// @param useCachedState whether to go on from the one kept here; the default
/// @param reset whether to clear the state kept here first
record FetchBody(
        String name,
        Optional<JsonValue> payload,
        Optional<JsonValue> state,
        BigInteger pageSize,
        boolean useCachedState,
        boolean reset) {

    static FetchBody of(Kind kind, JsonFields fields) {
        return new FetchBody(
                kind == Kind.OTHERS ? fields.string("name").orElse("") : "",
                fields.value("fromPayload").or(() -> fields.value("account")),
                fields.value("state"),
                fields.integer("pageSize").orElse(BigInteger.ZERO),
                fields.value("useCachedState").isEmpty() || fields.flag("useCachedState"),
                fields.flag("reset"));
    }

    /// What this fetch's state is kept by.
    ///
    /// @throws DevFailure 400, the kind needs a payload or a name that is not there
    StateKey key(Kind kind) {
        if (kind == Kind.BALANCES && payload.isEmpty()) {
            throw DevFailure.badRequest("account or fromPayload is required");
        }
        if (kind == Kind.OTHERS && name.isBlank()) {
            throw DevFailure.badRequest("name is required");
        }
        return new StateKey(kind, name, PayloadKey.of(payload));
    }

    /// What `reset` clears: the state of that payload, or without a payload all states of that kind.
    boolean clears(StateKey mine, StateKey other) {
        return mine.kind() == other.kind()
                && mine.name().equals(other.name())
                && (payload.isEmpty() || mine.equals(other));
    }
}
