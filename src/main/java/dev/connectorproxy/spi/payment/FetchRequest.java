package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.Optional;

/// A request for the next page. JSON `null` counts as absent.
///
/// @param fromPayload the row that the parent task in the install tree fetched: an account as JSON, or the
///     [Other#other()] value
/// @param state the `newState` of the previous page, unchanged; empty for the first page
/// @param pageSize the maximum number of rows, 1–1000
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

    /// The same request with that payload.
    public FetchRequest from(JsonValue payload) {
        return new FetchRequest(Optional.of(payload), state, pageSize);
    }

    /// The same request with that state, which continues after the page that returned it.
    public FetchRequest after(JsonValue newState) {
        return new FetchRequest(fromPayload, Optional.of(newState), pageSize);
    }

    /// The fields of the state; none for the first page.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST] if the state is not an object
    public JsonFields stateFields() {
        return JsonFields.ofRequest(state.orElse(JsonValue.EMPTY_JSON_OBJECT), "state");
    }

    /// The payload of a fetch that requires one.
    ///
    /// @throws PaymentException [PaymentError#MISSING_FROM_PAYLOAD]
    public JsonValue requiredPayload() {
        return fromPayload.orElseThrow(
                () -> PaymentException.of(PaymentError.MISSING_FROM_PAYLOAD));
    }

    /// The payload as an account.
    ///
    /// @throws PaymentException [PaymentError#MISSING_FROM_PAYLOAD] if it is absent or has no reference,
    ///     [PaymentError#INVALID_REQUEST] if it is not an account
    public Account account() {
        var account = PaymentReader.account(requiredPayload());
        if (account.reference().isEmpty()) {
            throw PaymentException.of(PaymentError.MISSING_FROM_PAYLOAD, "no account reference");
        }
        return account;
    }
}
