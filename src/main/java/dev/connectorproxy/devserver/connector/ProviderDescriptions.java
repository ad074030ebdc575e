package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.Set;
import java.util.function.Function;

/// What providers say about themselves, asked in time and with their bugs reported. Thread-safe.
///
/// @param masks by the name of a provider: masks the secrets of its connectors, which a provider may have kept
public record ProviderDescriptions(ProviderCalls calls, Function<String, SecretMask> masks) {

    /// @throws DevServerException as [ProviderCalls#run]
    public ConfigSchema configSchema(PaymentProvider provider) {
        return configSchema(provider, "config schema failed");
    }

    ConfigSchema configSchema(PaymentProvider provider, String failureMessage) {
        return calls.run(
                operation(provider, "config schema", failureMessage), _ -> provider.configSchema());
    }

    /// @throws DevServerException as [ProviderCalls#run]
    public Set<Capability> capabilities(PaymentProvider provider) {
        return calls.run(
                operation(provider, "capabilities", "capabilities failed"),
                _ -> Set.copyOf(provider.capabilities()));
    }

    private ProviderCalls.Operation operation(
            PaymentProvider provider, String name, String failureMessage) {
        return new ProviderCalls.Operation(
                new CallCause("", name), failureMessage, masks.apply(provider.name()));
    }
}
