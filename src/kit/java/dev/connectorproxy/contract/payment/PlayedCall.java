package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentJson;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.time.Duration;

/// A recorded call, made once more.
record PlayedCall(RecordedCall recorded, PaymentConnector connector) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    /// The page as JSON in the form that the development server records, or the name of the error.
    JsonValue outcome() {
        try {
            var text = new StringWriter();
            var json = JSON.createGenerator(text);
            json.writeStartObject();
            write(json, Call.ofProxy(TIMEOUT));
            json.writeEnd().close();
            return FullWalk.read(text.toString());
        } catch (PaymentException e) {
            return JSON.createValue(e.error().name());
        } catch (ConnectorException e) {
            return JSON.createValue(PaymentException.of(e).error().name());
        }
    }

    private void write(JsonGenerator json, Call call) {
        var request = recorded.request();
        switch (recorded.kind()) {
            case FETCH_ACCOUNTS ->
                    PaymentJson.writeAccounts(connector.fetchAccounts(request, call), json);
            case FETCH_EXTERNAL_ACCOUNTS ->
                    PaymentJson.writeExternalAccounts(
                            connector.fetchExternalAccounts(request, call), json);
            case FETCH_BALANCES ->
                    PaymentJson.writeBalances(connector.fetchBalances(request, call), json);
            case FETCH_PAYMENTS ->
                    PaymentJson.writePayments(connector.fetchPayments(request, call), json);
            case FETCH_ORDERS ->
                    PaymentJson.writeOrders(connector.fetchOrders(request, call), json);
            case FETCH_CONVERSIONS ->
                    PaymentJson.writeConversions(connector.fetchConversions(request, call), json);
            case FETCH_OTHERS ->
                    PaymentJson.writeOthers(
                            connector.fetchOthers(recorded.name(), request, call), json);
            case CREATE_WEBHOOKS -> throw new AssertionError("webhooks are not fetched");
        }
    }
}
