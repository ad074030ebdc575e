package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import java.time.Instant;
import java.util.List;

/// A fetch as the provider was called for it, with secrets. Immutable: nobody may change the array of its page.
///
/// @param call the number of the call
/// @param at what the connector's clock showed
/// @param exchanges the numbers of the HTTP exchanges that it led to
public record PastFetch(
        long call,
        Instant at,
        StateKey key,
        FetchRequest request,
        List<Long> exchanges,
        Outcome outcome) {
    private static final int OVERHEAD = 400; // bytes of the objects around the texts

    public PastFetch {
        exchanges = List.copyOf(exchanges);
    }

    /// What the provider returned or threw.
    public sealed interface Outcome {}

    /// A page.
    ///
    /// @param body the body of the response, before masking
    public record Returned(byte[] body) implements Outcome {
        @Override
        public String toString() {
            return "Returned[" + body.length + " bytes]";
        }
    }

    /// A failure that the SPI allows.
    public record Failed(PaymentError error) implements Outcome {}

    /// About how many bytes it takes.
    long size() {
        long size = OVERHEAD + 8L * exchanges.size();
        size += request.fromPayload().map(json -> 2L * json.toString().length()).orElse(0L);
        size += request.state().map(json -> 2L * json.toString().length()).orElse(0L);
        return switch (outcome) {
            case Returned(var body) -> size + body.length;
            case Failed _ -> size;
        };
    }

    @Override
    public String toString() {
        return "PastFetch[" + call + "]";
    }
}
