package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The provider `memory` with one flaw.
final class WrongProvider extends MemoryProvider {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final ConfigField ENDPOINT_FIELD =
            ConfigField.required(ENDPOINT, ConfigType.URL, "Where the API is.");

    private final Flaw flaw;

    WrongProvider(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public ConfigSchema configSchema() {
        return switch (flaw) {
            case SHOWS_ITS_KEY ->
                    ConfigSchema.of(
                            ConfigField.required(API_KEY, ConfigType.STRING, "Sent along."),
                            ENDPOINT_FIELD);
            case NEEDS_WHAT_IS_OPTIONAL ->
                    ConfigSchema.of(
                            ConfigField.optional(API_KEY, ConfigType.SECRET, "Sent along."),
                            ENDPOINT_FIELD);
            case CHANGES_ITS_SCHEMA ->
                    ConfigSchema.of(
                            ConfigField.required(API_KEY, ConfigType.SECRET, "Sent along."),
                            ConfigField.optional(
                                    "region",
                                    ConfigType.STRING,
                                    "Number " + COUNTER.incrementAndGet()),
                            ENDPOINT_FIELD);
            default -> super.configSchema();
        };
    }

    @Override
    public Set<Capability> capabilities() {
        var capabilities = EnumSet.copyOf(super.capabilities());
        if (flaw == Flaw.DECLARES_TOO_MUCH) {
            capabilities.add(Capability.FETCH_CONVERSIONS);
        }
        if (flaw == Flaw.DECLARES_TOO_LITTLE) {
            capabilities.remove(Capability.FETCH_EXTERNAL_ACCOUNTS);
        }
        return capabilities;
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        if (config.string(API_KEY).isEmpty()) {
            throw PaymentException.of(PaymentError.INVALID_CONFIG, API_KEY);
        }
        if (flaw.point() > 1) {
            super.connector(config, context); // refuses what cannot be
        }
        return switch (flaw.point()) {
            case 2, 3, 4, 5, 16 -> WrongFetches.of(flaw, config, context);
            case 6, 7, 12, 13, 15 -> WrongRows.of(flaw, config, context);
            case 8, 9 -> WrongRequests.of(flaw, config, context);
            case 10, 11, 14 -> WrongOrders.of(flaw, config, context);
            default ->
                    flaw == Flaw.TAKES_KEYS_THAT_CANNOT_BE
                            ? new MemoryConnector(config, context)
                            : super.connector(config, context);
        };
    }
}
