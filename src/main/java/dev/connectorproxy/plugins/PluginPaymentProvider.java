package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Wraps a payment provider of a plugin and its connectors: sets the class loader of the plugin as the context class
/// loader during each call, so that the libraries of the plugin find their own services. Thread-safe.
///
/// @param name the value when the plugin was loaded
record PluginPaymentProvider(String name, PaymentProvider provider, ClassLoader loader)
        implements PaymentProvider {

    @Override
    public ConfigSchema configSchema() {
        return ContextClassLoader.with(loader, provider::configSchema);
    }

    @Override
    public Set<Capability> capabilities() {
        return ContextClassLoader.with(loader, provider::capabilities);
    }

    @Override
    public boolean debugOnly() {
        return ContextClassLoader.with(loader, provider::debugOnly);
    }

    @Override
    public Optional<Function<Path, JsonObject>> exampleConfig() {
        return ContextClassLoader.with(loader, provider::exampleConfig)
                .map(config ->
                        directory ->
                                ContextClassLoader.with(loader, () -> config.apply(directory)));
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var hostContext =
                new ProviderContext(
                        new HostEgress(context.egress()), context.clock(), context.log());
        var connector =
                ContextClassLoader.with(loader, () -> provider.connector(config, hostContext));
        if (connector == null) {
            throw new IllegalStateException("connector returned null");
        }
        return (PaymentConnector)
                Proxy.newProxyInstance(
                        PaymentConnector.class.getClassLoader(),
                        new Class<?>[] {PaymentConnector.class},
                        (_, method, arguments) -> invoke(connector, method, arguments));
    }

    private Object invoke(PaymentConnector connector, Method method, Object[] arguments)
            throws Throwable {
        try {
            return ContextClassLoader.with(loader, () -> method.invoke(connector, arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
