package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.JsonFields;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.Optional;

/// The parameters in the body of a fetch or of a request that sets or clears a state. `null` means the same as absent.
///
/// @param name of the kind `others`: which of them; empty for all other kinds
/// @param payload `fromPayload`, or `account` if that is absent
/// @param state a state to start from instead of the stored one
/// @param pageSize as requested, not yet checked; 0 for none
/// @param useCachedState whether to continue from the stored state (true)
/// @param reset whether to clear the stored state first
public record FetchParameters(
        String name,
        Optional<JsonValue> payload,
        Optional<JsonValue> state,
        BigInteger pageSize,
        boolean useCachedState,
        boolean reset) {

    public static FetchParameters of(FetchKind kind, JsonFields fields) {
        return new FetchParameters(
                kind == FetchKind.OTHERS ? fields.string("name").orElse("") : "",
                fields.value("fromPayload").or(() -> fields.value("account")),
                fields.value("state"),
                fields.integer("pageSize").orElse(BigInteger.ZERO),
                fields.value("useCachedState").isEmpty() || fields.flag("useCachedState"),
                fields.flag("reset"));
    }

    /// The key under which the state of this fetch is stored.
    ///
    /// @throws DevServerException 400 when the kind requires a payload or a name that is absent
    public StateKey toStateKey(FetchKind kind) {
        if (kind == FetchKind.BALANCES && payload.isEmpty()) {
            throw DevServerException.badRequest("account or fromPayload is required");
        }
        if (kind == FetchKind.OTHERS && name.isBlank()) {
            throw DevServerException.badRequest("name is required");
        }
        return new StateKey(kind, name, PayloadIdentity.of(payload));
    }

    /// Whether `reset` clears the other state: with a payload only the state of this fetch, without one all states of
    /// its kind and name.
    boolean clears(StateKey key, StateKey other) {
        return key.kind() == other.kind()
                && key.name().equals(other.name())
                && (payload.isEmpty() || key.equals(other));
    }
}
