package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonObject;
import java.lang.reflect.Proxy;
import java.util.Optional;

/// Makes the connectors of a provider again after its code has changed. They keep their ids, configurations, webhooks and
/// states. Thread-safe.
public record Renewal(
        ConnectorRegistry connectors, ConnectorInstanceFactory factory, ConnectorFacts facts) {

    /// Makes a connector again. One that the new code refuses stays, but its calls fail until it can be made again.
    ///
    /// @return why the new code refuses it; empty if it does not
    public Optional<JsonObject> renew(ConnectorInstance instance) {
        try {
            connectors.renew(instance, factory.renew(instance));
            facts.setProblem(instance.id(), Optional.empty());
            return Optional.empty();
        } catch (DevServerException e) {
            CheckedSpi.swap(instance.connector(), unusable(e));
            var problem = DevErrorHandler.body(e);
            facts.setProblem(instance.id(), Optional.of(problem));
            return Optional.of(problem);
        }
    }

    private static PaymentConnector unusable(DevServerException why) {
        var message = why.details().orElse(why.getMessage());
        return (PaymentConnector)
                Proxy.newProxyInstance(
                        PaymentConnector.class.getClassLoader(),
                        new Class<?>[] {PaymentConnector.class},
                        (_, _, _) -> {
                            throw PaymentException.of(
                                    PaymentError.INVALID_CONFIG,
                                    "the present code of the provider cannot create this connector: "
                                            + message);
                        });
    }
}
