package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;

/// Reads and writes the ids in payloads and states. An absent id is 0, which Wise does not use.
final class WiseIdFields {
    private static final JsonProvider JSON = JsonProvider.provider();

    private WiseIdFields() {}

    /// The id of the profile in the payload of a fetch.
    static BigInteger profile(JsonValue payload) {
        return JsonFields.ofRequest(payload, "profile")
                .integer("id")
                .filter(it -> it.signum() > 0)
                .orElseThrow(() ->
                        PaymentException.of(PaymentError.MISSING_FROM_PAYLOAD, "no profile id"));
    }

    /// An id, or another number, in the state of a fetch.
    static BigInteger ofState(FetchRequest request, String name) {
        var state = request.stateFields();
        var number = state.integer(name).orElse(BigInteger.ZERO);
        if (number.signum() < 0) {
            throw state.wrong(name, "a number from zero");
        }
        return number;
    }

    /// A state with one number.
    static JsonObject state(String name, BigInteger number) {
        return JSON.createObjectBuilder().add(name, number).build();
    }

    /// A state with two numbers.
    static JsonObject state(String one, BigInteger first, String two, BigInteger second) {
        return JSON.createObjectBuilder().add(one, first).add(two, second).build();
    }
}
