package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the connectors of a provider again after its code has changed. They keep their ids, configurations, webhooks and
/// states. Thread-safe.
public record Renewal(
        ConnectorRegistry connectors, ConnectorInstanceFactory factory, ConnectorFacts facts) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonValue KEPT = JSON.createValue("***");

    /// Makes a connector again. One that the new code refuses stays, but its calls fail until it can be made again.
    ///
    /// @return why the new code refuses it; empty if it does not
    public Optional<JsonObject> renew(ConnectorInstance instance) {
        try {
            connectors.renew(instance, factory.renew(instance, instance.config().json()));
            facts.setProblem(instance.id(), Optional.empty());
            return Optional.empty();
        } catch (DevServerException e) {
            CheckedSpi.swap(instance.connector(), unusable(e));
            var problem = DevErrorHandler.body(e);
            facts.setProblem(instance.id(), Optional.of(problem));
            return Optional.of(problem);
        }
    }

    /// Gives a connector another configuration.
    ///
    /// @param settings in which `***` stands for a value that stays
    /// @throws DevServerException its provider rejects the configuration; nothing has changed then
    public ConnectorInstance configure(ConnectorInstance instance, JsonObject settings) {
        var present = new TreeMap<String, JsonValue>(String.CASE_INSENSITIVE_ORDER);
        present.putAll(instance.config().json());
        var merged = JSON.createObjectBuilder();
        settings.forEach((name, value) ->
                merged.add(name, KEPT.equals(value) ? present.getOrDefault(name, value) : value));
        var renewed = factory.renew(instance, merged.build());
        connectors.renew(instance, renewed);
        facts.setProblem(instance.id(), Optional.empty());
        return renewed;
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
