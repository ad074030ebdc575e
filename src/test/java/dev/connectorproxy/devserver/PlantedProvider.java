package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// A provider whose pages a test sees, and may change, before they are returned. Generated sources name it.
public final class PlantedProvider implements PaymentProvider {
    /// What happens to the pages, by the name of the provider; called with the name of the method.
    static final Map<String, BiFunction<String, Fetched<?>, Fetched<?>>> CHANGES =
            new ConcurrentHashMap<>();

    private final PaymentProvider provider;

    public PlantedProvider(PaymentProvider provider) {
        this.provider = provider;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ConfigSchema configSchema() {
        return provider.configSchema();
    }

    @Override
    public Set<Capability> capabilities() {
        return provider.capabilities();
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var connector = provider.connector(config, context);
        return (PaymentConnector)
                Proxy.newProxyInstance(
                        PaymentConnector.class.getClassLoader(),
                        new Class<?>[] {PaymentConnector.class},
                        (_, method, arguments) -> {
                            try {
                                var result = method.invoke(connector, arguments);
                                return result instanceof Fetched<?> page
                                        ? CHANGES.get(name()).apply(method.getName(), page)
                                        : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
