package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.ConfigSchema.Problem;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// Makes connectors: checks what is asked for, finds the provider, and has it make one. Thread-safe.
final class Instances {
    static final String FAILED = "failed to instantiate plugin";

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String NAME = "name";

    private final Providers providers;
    private final ProviderContext context;
    private final Calls calls;
    private final Places places;
    private final Supplier<UUID> references;

    Instances(
            Providers providers,
            ProviderContext context,
            Calls calls,
            Places places,
            Supplier<UUID> references) {
        this.providers = providers;
        this.context = context;
        this.calls = calls;
        this.places = places;
        this.references = references;
    }

    /// A connector that is asked for.
    ///
    /// @param connectorId empty text for a new one
    record Wanted(String provider, String name, String connectorId, JsonObject config) {}

    /// The connector, not yet known to anybody.
    ///
    /// @throws DevFailure 400, the id is none or another provider's, or the provider is unknown or refuses the configuration
    Instance create(Wanted wanted) {
        var id = id(wanted);
        var provider =
                providers
                        .find(wanted.provider())
                        .orElseThrow(() ->
                                DevFailure.badRequest(
                                        FAILED, Providers.unknown(wanted.provider())));
        var config = config(provider, wanted);
        return new Instance(
                id.text(),
                wanted.name(),
                wanted.provider(),
                config,
                connector(provider, config),
                new States(places));
    }

    /// What is wrong with a configuration that carries its `name` itself; where its schema finds nothing, what the provider
    /// finds. No connector remains of it.
    List<Problem> problems(PaymentProvider provider, JsonObject config) {
        var found = provider.configSchema().check(config);
        if (!found.isEmpty()) {
            return found;
        }
        try {
            connector(provider, provider.configSchema().parse(config));
            return List.of();
        } catch (DevFailure e) {
            if (e.error() != PaymentError.INVALID_CONFIG) {
                throw e;
            }
            return List.of(new Problem("", e.details().orElseThrow()));
        }
    }

    /// The same configuration with that name in it.
    static JsonObject named(JsonObject config, String name) {
        var json = JSON.createObjectBuilder();
        config.forEach((key, value) -> {
            if (!key.equalsIgnoreCase(NAME)) {
                json.add(key, value);
            }
        });
        return json.add(NAME, name).build();
    }

    private ConnectorId id(Wanted wanted) {
        if (wanted.connectorId().isEmpty()) {
            return ConnectorId.of(wanted.provider(), references.get());
        }
        var id = ConnectorId.parse(wanted.connectorId());
        if (!id.provider().equalsIgnoreCase(wanted.provider())) {
            throw DevFailure.badRequest(
                    "connectorId provider mismatch",
                    "connectorId provider %s != body provider %s"
                            .formatted(id.provider(), wanted.provider()));
        }
        return id;
    }

    private static PaymentConfig config(PaymentProvider provider, Wanted wanted) {
        try {
            return provider.configSchema().parse(wanted.config(), wanted.name());
        } catch (PaymentException e) {
            throw DevFailure.badRequest(FAILED, e.getMessage(), e.error());
        }
    }

    private PaymentConnector connector(PaymentProvider provider, PaymentConfig config) {
        return calls.run(
                new Calls.Task(FAILED, config.secrets()), _ -> provider.connector(config, context));
    }
}
