package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The provider `dummypay`, a test provider that needs no network and moves no money.
public final class DummypayProvider implements PaymentProvider {
    private static final int PAGE_SIZE = 25;
    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(
                    PAGE_SIZE,
                    ConfigField.required(
                            DummypayDirectory.FIELD,
                            ConfigType.STRING,
                            "The directory with accounts.json, balances.json, payments.json, orders.json"
                                    + " and conversions.json. One that does not exist yet is"
                                    + " written with a slash at its end."));

    @Override
    public String name() {
        return "dummypay";
    }

    @Override
    public ConfigSchema configSchema() {
        return SCHEMA;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.FETCH_ACCOUNTS,
                Capability.FETCH_BALANCES,
                Capability.FETCH_PAYMENTS,
                Capability.FETCH_ORDERS,
                Capability.FETCH_CONVERSIONS,
                Capability.CREATE_TRANSFER,
                Capability.CREATE_PAYOUT);
    }

    @Override
    public boolean debugOnly() {
        return true;
    }

    @Override
    public Optional<Function<Path, JsonObject>> exampleConfig() {
        return Optional.of(DummypayExample::config);
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var directory = DummypayDirectory.of(config.requiredString(DummypayDirectory.FIELD));
        return new DummypayConnector(new DummypayFiles(directory), context.clock());
    }
}
