package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/// A provider whose connectors a test writes.
final class ScriptedProvider implements PaymentProvider {
    private final Set<Capability> capabilities;
    private final Function<ProviderContext, PaymentConnector> connector;

    ScriptedProvider(
            Set<Capability> capabilities, Function<ProviderContext, PaymentConnector> connector) {
        this.capabilities = capabilities;
        this.connector = connector;
    }

    /// A payment with the secret of [RunningDevServer#CONFIG] in it.
    static Payment payment(String reference) {
        var raw = Json.createObjectBuilder().add("key", "s3cret-key").build();
        return Payment.of(reference, Instant.EPOCH, raw)
                .as(PaymentType.PAYOUT, PaymentStatus.PENDING, PaymentScheme.OTHER)
                .withAmount(BigInteger.TEN, "USD/2");
    }

    /// A payment that breaks the rules of the engine.
    static Payment faulty() {
        return Payment.of("", Instant.EPOCH, JsonValue.TRUE);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public ConfigSchema configSchema() {
        return ConfigSchema.of(10, ConfigField.required("apiKey", ConfigType.SECRET, "The key."));
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        return connector.apply(context);
    }
}
