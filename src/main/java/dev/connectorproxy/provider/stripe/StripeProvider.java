package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.util.Set;

/// The provider `stripe`, with an API key of the platform. Creating a connector sends no request.
public final class StripeProvider implements PaymentProvider {
    static final String API_KEY = "apiKey";
    static final String ENDPOINT = "endpoint";

    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(
                    ConfigField.required(
                            API_KEY, ConfigType.SECRET, "The secret key, such as sk_live_…."),
                    ConfigField.optional(ENDPOINT, ConfigType.URL, "Where Stripe's API is.")
                            .withDefault("https://api.stripe.com"));

    @Override
    public String name() {
        return "stripe";
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
                Capability.FETCH_EXTERNAL_ACCOUNTS,
                Capability.FETCH_PAYMENTS,
                Capability.CREATE_TRANSFER,
                Capability.CREATE_PAYOUT,
                Capability.CREATE_WEBHOOKS,
                Capability.TRANSLATE_WEBHOOKS);
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var key = config.requiredString(API_KEY);
        if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw PaymentException.invalidConfig(API_KEY, "must be printable ASCII without spaces");
        }
        return new StripeConnector(new StripeApi(config, context.egress()), context);
    }
}
