package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorFacts;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ProviderDescriptions;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.devserver.reload.Reloads;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;
import java.util.function.Function;

/// What is known about a connector, and about a provider. Thread-safe.
record ConnectorDetails(
        ProviderRegistry providers,
        ProviderDescriptions descriptions,
        ConnectorFacts facts,
        Reloads reloads) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// A connector with its configuration, in which secrets are still to be masked where they are not in a secret field.
    JsonObject of(ConnectorInstance instance) {
        var known = facts.get(instance.id());
        return JSON.createObjectBuilder(instance.toJson())
                .add("config", instance.config().masked())
                .add(
                        "capabilities",
                        providers
                                .find(instance.provider())
                                .map(this::capabilities)
                                .orElse(JsonValue.NULL))
                .add("createdAt", Times.text(known.createdAt()))
                .add(
                        "installedAt",
                        nullable(known.installedAt().map(Times::text).map(JSON::createValue)))
                .add("error", nullable(known.problem()))
                .add("code", nullable(reloads.codeOf(instance.provider())))
                .build();
    }

    /// All providers with what a form for a new connector needs.
    ///
    /// @param debug whether to include providers for debugging
    JsonObject catalogue(boolean debug) {
        var all = JSON.createArrayBuilder();
        providers
                .names(debug)
                .forEach(name ->
                        providers
                                .find(name)
                                .map(provider -> of(name, provider))
                                .ifPresent(all::add));
        return JSON.createObjectBuilder().add("providers", all).build();
    }

    private JsonObject of(String name, PaymentProvider provider) {
        return JSON.createObjectBuilder()
                .add("provider", name)
                .add("capabilities", capabilities(provider))
                .add("configSchema", asked(provider, one -> descriptions.configSchema(one).json()))
                .add("code", nullable(reloads.codeOf(name)))
                .build();
    }

    /// `null` if the provider cannot say.
    private JsonValue capabilities(PaymentProvider provider) {
        return asked(provider, this::names);
    }

    private JsonArray names(PaymentProvider provider) {
        return JSON.createArrayBuilder(
                        descriptions.capabilities(provider).stream()
                                .map(Enum::name)
                                .sorted()
                                .toList())
                .build();
    }

    /// One provider with a bug does not hide the others; its own routes show the bug.
    private static JsonValue asked(
            PaymentProvider provider, Function<PaymentProvider, JsonValue> question) {
        try {
            return question.apply(provider);
        } catch (DevServerException _) {
            return JsonValue.NULL;
        }
    }

    private static JsonValue nullable(Optional<? extends JsonValue> value) {
        return value.<JsonValue>map(one -> one).orElse(JsonValue.NULL);
    }
}
