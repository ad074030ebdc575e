package dev.connectorproxy.provider.wise;

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
import java.util.regex.Pattern;

/// The provider `wise`.
///
/// - `apiKey`: an API token, required
/// - `webhookPublicKey`: the RSA key in PEM that Wise signs its webhooks with, required; it differs between sandbox and
///   production
/// - `endpoint`: the base URL, by default `https://api.wise.com`
public final class WiseProvider implements PaymentProvider {
    private static final String API_KEY = "apiKey";
    private static final String WEBHOOK_KEY = "webhookPublicKey";
    private static final String ENDPOINT = "endpoint";

    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(
                    ConfigField.required(API_KEY, ConfigType.SECRET, "The API token of Wise."),
                    ConfigField.required(
                            WEBHOOK_KEY,
                            ConfigType.STRING,
                            "The RSA public key in PEM that Wise signs its webhooks with."),
                    ConfigField.optional(
                                    ENDPOINT,
                                    ConfigType.URL,
                                    "Where the API is; the sandbox has another address.")
                            .withDefault("https://api.wise.com"));

    /// The characters allowed in a bearer token.
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    @Override
    public String name() {
        return "wise";
    }

    @Override
    public ConfigSchema configSchema() {
        return SCHEMA;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.FETCH_OTHERS,
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
        var apiKey = config.requiredString(API_KEY).strip();
        if (!TOKEN.matcher(apiKey).matches()) {
            throw PaymentException.invalidConfig(API_KEY, "must be one word of ASCII characters");
        }
        var signatures =
                WiseSignatures.of(config.requiredString(WEBHOOK_KEY))
                        .orElseThrow(() ->
                                PaymentException.invalidConfig(
                                        WEBHOOK_KEY, "must be an RSA public key in PEM"));
        var endpoint =
                ProviderEndpoint.of(config.requiredString(ENDPOINT))
                        .withHeader("Authorization", "Bearer " + apiKey)
                        .withSecrets(config.secrets())
                        .withErrors(new WiseErrors());
        var api = new WiseApi(new ProviderHttp(context.egress(), endpoint));
        return new WiseConnector(api, signatures, context);
    }
}
