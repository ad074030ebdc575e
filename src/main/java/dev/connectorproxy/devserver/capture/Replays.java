package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.devserver.connector.EgressFactory;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.RecordedConnector;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import java.util.List;

/// Sends recorded requests again, once, through the egress of their connector, so that the result is recorded like every
/// exchange. Thread-safe.
record Replays(EgressFactory egresses, ProviderCalls calls, ExchangeHistory history) {

    /// Sends a request again.
    ///
    /// @return the new exchange, also if there was no response
    /// @throws DevServerException 400 when the request cannot be made
    CapturedExchange send(
            RecordedConnector instance, CapturedExchange original, ReplayRequest wanted) {
        var request = new ReplayedRequest(original.request(), wanted, instance.mask()).request();
        var cause = new CallCause(instance.id(), "", "replay", "", original.number());
        var operation = new ProviderCalls.Operation(cause, "replay failed", instance.mask());
        var numbers = calls.run(operation, call -> send(instance.id(), request, call));
        return numbers.stream()
                .flatMap(number -> history.get(instance.id(), number).stream())
                .findFirst()
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "exchange not found", "it was sent, but not kept"));
    }

    private List<Long> send(String connectorId, HttpRequest request, Call call) {
        try {
            egresses.create(connectorId).send(request, call);
        } catch (ConnectorException _) {
            // recorded as the outcome of the exchange
        }
        return CallTrace.of(call).orElseThrow().exchanges();
    }
}
