package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.List;
import java.util.Set;

/// What providers say about themselves, asked in time and with their bugs reported. Thread-safe.
public record ProviderDescriptions(ProviderCalls calls) {
    private static final SecretMask NOTHING = SecretMask.of(List.of());

    /// @throws DevServerException as [ProviderCalls#run]
    public ConfigSchema configSchema(PaymentProvider provider) {
        return configSchema(provider, "config schema failed");
    }

    ConfigSchema configSchema(PaymentProvider provider, String failureMessage) {
        return calls.run(operation("config schema", failureMessage), _ -> provider.configSchema());
    }

    /// @throws DevServerException as [ProviderCalls#run]
    public Set<Capability> capabilities(PaymentProvider provider) {
        return calls.run(
                operation("capabilities", "capabilities failed"),
                _ -> Set.copyOf(provider.capabilities()));
    }

    private static ProviderCalls.Operation operation(String name, String failureMessage) {
        return new ProviderCalls.Operation(new CallCause("", name), failureMessage, NOTHING);
    }
}
