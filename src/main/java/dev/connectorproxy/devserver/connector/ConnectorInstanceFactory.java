package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.state.StateQuota;
import dev.connectorproxy.devserver.state.StateStore;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigSchema.Problem;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Creates connectors: validates the request, finds the provider and calls it. Thread-safe.
///
/// @param context of connectors that are created only to check their configuration
/// @param egresses the egress of all others
/// @param secrets all that connectors were configured with, because a connector that is replaced may have left its
///     secrets in what is kept by its id
public record ConnectorInstanceFactory(
        ProviderRegistry providers,
        ProviderContext context,
        EgressFactory egresses,
        ProviderCalls calls,
        StateQuota quota,
        WebhookRegistry webhooks,
        ConnectorHistory<String, String> secrets,
        Supplier<UUID> references) {
    public static final String INSTANTIATION_FAILED = "failed to instantiate plugin";
    private static final CallCause INSTANTIATE = new CallCause("", "instantiate");

    /// A request for a connector.
    ///
    /// @param connectorId its id; empty to generate one
    /// @param config an object
    public record ConnectorRequest(
            String provider, String name, String connectorId, JsonValue config) {}

    /// Creates a connector, which is not yet registered.
    ///
    /// @throws DevServerException 400 when the id is invalid or of another provider, or when the provider is unknown
    ///     or rejects the configuration
    public ConnectorInstance create(ConnectorRequest request) {
        var id = toId(request);
        var provider =
                providers
                        .find(request.provider())
                        .orElseThrow(() ->
                                DevServerException.badRequest(
                                        INSTANTIATION_FAILED,
                                        ProviderRegistry.unknownMessage(request.provider())));
        var schema = descriptions().configSchema(provider, INSTANTIATION_FAILED);
        var config = parseConfig(schema, request.config().asJsonObject(), request.name());
        var configured = remember(id.toText(), config);
        var present = new ConnectorSecrets(configured, () -> webhooks.secrets(id.toText()));
        return new ConnectorInstance(
                id.toText(),
                request.name(),
                request.provider(),
                config,
                present,
                CheckedSpi.of(
                        PaymentConnector.class,
                        instantiate(
                                provider,
                                config,
                                present::mask,
                                contextOf(id.toText(), context.clock()))),
                new StateStore(quota));
    }

    /// The same connector, made again by the present code of its provider: calls of the connector that begin from now on
    /// go to it. Its states are those of the given one.
    ///
    /// @param settings its configuration
    /// @throws DevServerException the provider is gone, or rejects the configuration; nothing has changed then
    ConnectorInstance renew(ConnectorInstance instance, JsonObject settings) {
        var provider = providers.get(instance.provider());
        var schema = descriptions().configSchema(provider, INSTANTIATION_FAILED);
        var config = parseConfig(schema, settings, instance.name());
        var configured = remember(instance.id(), config);
        var present = new ConnectorSecrets(configured, () -> webhooks.secrets(instance.id()));
        var connector =
                instantiate(
                        provider, config, present::mask, contextOf(instance.id(), context.clock()));
        CheckedSpi.swap(instance.connector(), connector);
        return new ConnectorInstance(
                instance.id(),
                instance.name(),
                instance.provider(),
                config,
                present,
                instance.connector(),
                instance.states());
    }

    /// Another connector like this one, for which it is another time.
    public PaymentConnector copyAt(Instant time, ConnectorInstance instance) {
        return CheckedSpi.of(
                PaymentConnector.class,
                instantiate(
                        providers.get(instance.provider()),
                        instance.config(),
                        instance::mask,
                        contextOf(instance.id(), () -> time)));
    }

    /// The problems of a configuration that includes its `name`: those that the schema finds, or, if it finds none,
    /// those that the provider finds. The connector that is created for this check is dropped.
    public List<Problem> problems(PaymentProvider provider, JsonObject config) {
        var schema = descriptions().configSchema(provider);
        var found = schema.check(config);
        if (!found.isEmpty()) {
            return found;
        }
        try {
            var parsed = schema.parse(config);
            var mask = SecretMask.of(parsed.secrets());
            instantiate(provider, parsed, () -> mask, context);
            return List.of();
        } catch (DevServerException e) {
            if (e.error() != PaymentError.INVALID_CONFIG) {
                throw e;
            }
            return List.of(new Problem("", e.details().orElseThrow()));
        }
    }

    /// All secrets that a connector was configured with, until it is deleted.
    private List<String> remember(String connectorId, PaymentConfig config) {
        var provider = providerKey(ConnectorId.parse(connectorId).provider());
        for (var secret : config.secrets()) {
            secrets.put(connectorId, secret, secret, secret.length());
            secrets.put(provider, secret, secret, secret.length());
        }
        return Stream.concat(config.secrets().stream(), secrets.all(connectorId).stream())
                .distinct()
                .toList();
    }

    /// The secrets that connectors of a provider were configured with.
    public Stream<String> secretsOf(String provider) {
        return secrets.all(providerKey(provider)).stream();
    }

    private SecretMask maskOf(String provider) {
        return SecretMask.of(secretsOf(provider).toList());
    }

    /// Under what the secrets of a provider's connectors are kept, beside those of each connector; no id has a space.
    private static String providerKey(String provider) {
        return "provider " + provider.toLowerCase(Locale.ROOT);
    }

    private ProviderContext contextOf(String connectorId, InstantSource clock) {
        return new ProviderContext(
                egresses.create(connectorId),
                clock,
                message -> {
                    context.log().warning(message);
                    calls.logged(connectorId, message);
                });
    }

    private ConnectorId toId(ConnectorRequest request) {
        if (request.connectorId().isEmpty()) {
            return ConnectorId.of(request.provider(), references.get());
        }
        var id = ConnectorId.parse(request.connectorId());
        if (!id.provider().equalsIgnoreCase(request.provider())) {
            throw DevServerException.badRequest(
                    "connectorId provider mismatch",
                    "connectorId provider %s != body provider %s"
                            .formatted(id.provider(), request.provider()));
        }
        return id;
    }

    /// What the providers say about themselves.
    public ProviderDescriptions descriptions() {
        return new ProviderDescriptions(calls, this::maskOf);
    }

    private static PaymentConfig parseConfig(ConfigSchema schema, JsonObject config, String name) {
        try {
            return schema.parse(config, name);
        } catch (PaymentException e) {
            throw DevServerException.badRequest(INSTANTIATION_FAILED, e.getMessage(), e.error());
        }
    }

    private PaymentConnector instantiate(
            PaymentProvider provider,
            PaymentConfig config,
            Supplier<SecretMask> mask,
            ProviderContext given) {
        var masked =
                new ProviderContext(
                        given.egress(),
                        given.clock(),
                        message -> given.log().warning(mask.get().text(message)));
        return calls.run(
                new ProviderCalls.Operation(INSTANTIATE, INSTANTIATION_FAILED, mask.get()),
                _ -> provider.connector(config, masked));
    }
}
