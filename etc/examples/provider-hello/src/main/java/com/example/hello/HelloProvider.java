package com.example.hello;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.ProviderEndpoint;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import java.util.Set;

/// The payment provider `hello`: its name, its configuration, and what its connectors can do.
public final class HelloProvider implements PaymentProvider {
    private static final String API_KEY = "apiKey";
    private static final String ENDPOINT = "endpoint";
    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(
                    ConfigField.required(
                            API_KEY,
                            ConfigType.SECRET,
                            "Sent as a bearer token with each request."),
                    ConfigField.optional(ENDPOINT, ConfigType.URL, "The base URL of the API.")
                            .withDefault("https://api.hello.example"));

    @Override
    public String name() {
        return "hello";
    }

    @Override
    public ConfigSchema configSchema() {
        return SCHEMA;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.FETCH_ACCOUNTS, Capability.FETCH_BALANCES, Capability.FETCH_PAYMENTS);
    }

    /// Sends no request: whether the API accepts the key shows the first fetch.
    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var endpoint =
                ProviderEndpoint.of(config.requiredString(ENDPOINT))
                        .withHeader("Authorization", "Bearer " + apiKey(config))
                        .withSecrets(config.secrets())
                        .withErrors(HelloErrors::read);
        return new HelloConnector(
                new ProviderHttp(context.egress(), endpoint), new HelloMapping(context.log()));
    }

    /// A key that cannot be the value of a header is refused here, because no schema can say so.
    private static String apiKey(PaymentConfig config) {
        var key = config.requiredString(API_KEY);
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw PaymentException.invalidConfig(
                    API_KEY, "must be visible ASCII characters without spaces");
        }
        return key;
    }
}
