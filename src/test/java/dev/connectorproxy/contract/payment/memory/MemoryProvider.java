package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.util.EnumSet;
import java.util.Set;

/// The provider `memory`, which implements every capability correctly.
public class MemoryProvider implements PaymentProvider {
    static final JsonProvider JSON = JsonProvider.provider();
    static final String API_KEY = "apiKey";
    static final String ENDPOINT = "endpoint";
    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(
                    ConfigField.required(API_KEY, ConfigType.SECRET, "Sent with each request."),
                    ConfigField.required(ENDPOINT, ConfigType.URL, "Where the API is."));

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public ConfigSchema configSchema() {
        return SCHEMA;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(
                EnumSet.of(Capability.FETCH_ORDERS, Capability.FETCH_CONVERSIONS));
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        if (config.requiredString(API_KEY).indexOf(' ') >= 0) {
            throw PaymentException.of(PaymentError.INVALID_CONFIG, API_KEY + " has a space");
        }
        return new MemoryConnector(config, context);
    }

    static JsonObject read(byte[] json) {
        try (var reader = JSON.createReader(new ByteArrayInputStream(json))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw PaymentException.of(PaymentError.INVALID_REQUEST, "no JSON", e);
        }
    }
}
