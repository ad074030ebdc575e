package dev.connectorproxy.provider.generic;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.Redaction;
import dev.connectorproxy.toolkit.payment.ProviderEndpoint;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import java.util.Set;

/// The provider `generic`, for every payment provider that implements the open contract.
public final class GenericProvider implements PaymentProvider {
    private static final String API_KEY = "apiKey";
    private static final int MAX_SHOWN_LENGTH = 100;
    private static final String ENDPOINT = "endpoint";
    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(
                    ConfigField.required(
                            API_KEY,
                            ConfigType.SECRET,
                            "Sent as a bearer token with each request."),
                    ConfigField.required(
                            ENDPOINT, ConfigType.URL, "The base URL of the provider's API."));

    @Override
    public String name() {
        return "generic";
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
                Capability.ALLOW_FORMANCE_ACCOUNT_CREATION,
                Capability.ALLOW_FORMANCE_PAYMENT_CREATION);
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var endpoint =
                ProviderEndpoint.of(config.requiredString(ENDPOINT))
                        .withHeader("Authorization", "Bearer " + apiKey(config))
                        .withSecrets(config.secrets())
                        .withErrors(GenericErrors::read);
        return new GenericConnector(
                new ProviderHttp(context.egress(), endpoint),
                new GenericMapping(
                        context.log(), Redaction.of(config.secrets(), MAX_SHOWN_LENGTH)));
    }

    private static String apiKey(PaymentConfig config) {
        var key = config.requiredString(API_KEY);
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw PaymentException.invalidConfig(
                    API_KEY, "must be visible ASCII characters without spaces");
        }
        return key;
    }
}
