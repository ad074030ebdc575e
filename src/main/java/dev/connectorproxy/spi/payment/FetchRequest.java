package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.Optional;

/// A request for the next page. JSON `null` is absent.
///
/// @param fromPayload what the parent in the install tree fetched: an account as JSON, or the [Other#other()] value
/// @param state the `newState` of the page before, unchanged; empty for the first page ever
/// @param pageSize the most rows wanted, 1–1000
public record FetchRequest(
        Optional<JsonValue> fromPayload, Optional<JsonValue> state, int pageSize) {
    public FetchRequest {
        fromPayload = fromPayload.filter(it -> it != JsonValue.NULL);
        state = state.filter(it -> it != JsonValue.NULL);
        PageSize.check(pageSize);
    }

    /// A request without a payload and without a state.
    public static FetchRequest first(int pageSize) {
        return new FetchRequest(Optional.empty(), Optional.empty(), pageSize);
    }

    /// The same request for what belongs to that payload.
    public FetchRequest from(JsonValue payload) {
        return new FetchRequest(Optional.of(payload), state, pageSize);
    }

    /// The same request, going on from that state.
    public FetchRequest after(JsonValue newState) {
        return new FetchRequest(fromPayload, Optional.of(newState), pageSize);
    }

    /// The payload, which this fetch cannot do without.
    ///
    /// @throws PaymentException [PaymentError#MISSING_FROM_PAYLOAD]
    public JsonValue requiredPayload() {
        return fromPayload.orElseThrow(
                () -> PaymentException.of(PaymentError.MISSING_FROM_PAYLOAD));
    }

    /// The payload as the account it must be.
    ///
    /// @throws PaymentException [PaymentError#MISSING_FROM_PAYLOAD] when it is absent or an account without a reference,
    ///     [PaymentError#INVALID_REQUEST] when it is no account
    public Account account() {
        var account = PaymentReader.account(requiredPayload());
        if (account.reference().isEmpty()) {
            throw PaymentException.of(PaymentError.MISSING_FROM_PAYLOAD, "no account reference");
        }
        return account;
    }
}
