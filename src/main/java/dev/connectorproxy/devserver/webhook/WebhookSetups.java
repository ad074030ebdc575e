package dev.connectorproxy.devserver.webhook;

import dev.connectorproxy.devserver.connector.CapabilityCalls;
import dev.connectorproxy.devserver.connector.CapabilityCalls.Method;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.WebhookRegistry;
import dev.connectorproxy.devserver.connector.WebhookRegistry.Kept;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.RecordWriter;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookSetup;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/// Creates webhooks at providers, keeps them, and removes them. Thread-safe.
public record WebhookSetups(
        ConnectorRegistry connectors,
        CapabilityCalls calls,
        WebhookRegistry webhooks,
        ChangeSaver changes) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Method CREATE =
            new Method("create webhooks", Capability.CREATE_WEBHOOKS, true);

    /// @return `webhooks` as they were created, and `others`
    JsonObject create(ConnectorInstance instance, WebhookSetup setup) {
        record Created(List<WebhookConfig> configs, JsonObject json) {}
        var result =
                calls.run(
                        instance,
                        CREATE,
                        call -> {
                            var created = instance.connector().createWebhooks(setup, call);
                            return new Created(created.configs(), toJson(created));
                        });
        var payload = PayloadIdentity.of(setup.fromPayload());
        webhooks.add(instance.id(), payload, result.configs());
        save(instance);
        return result.json();
    }

    private static JsonObject toJson(CreatedWebhooks created) {
        var others = JSON.createArrayBuilder();
        created.others().forEach(other -> others.add(PaymentJson.of(other)));
        return JSON.createObjectBuilder()
                .add("webhooks", toJson(created.configs()))
                .add("others", others)
                .build();
    }

    static JsonArray toJson(List<WebhookConfig> configs) {
        var array = JSON.createArrayBuilder();
        configs.forEach(config -> array.add(RecordWriter.of(config)));
        return array.build();
    }

    /// Keeps webhooks that were created elsewhere instead of those kept so far.
    void set(ConnectorInstance instance, List<WebhookConfig> configs) {
        var kept = configs.stream().map(config -> new Kept(PayloadIdentity.NONE, config)).toList();
        webhooks.set(instance.id(), kept);
        save(instance);
    }

    /// The webhooks that are kept.
    List<WebhookConfig> configs(ConnectorInstance instance) {
        return webhooks.configs(instance.id());
    }

    /// Removes what was created at the provider.
    ///
    /// @param given the webhooks to remove; empty for those that are kept
    public void uninstall(ConnectorInstance instance, List<WebhookConfig> given) {
        var configs = given.isEmpty() ? configs(instance) : given;
        calls.calls()
                .run(
                        ProviderCalls.Operation.of(instance, "uninstall"),
                        call -> {
                            instance.connector().uninstall(configs, call);
                            return true;
                        });
        webhooks.remove(instance.id(), configs);
        changes.save();
    }

    /// @throws DevServerException 404 when the connector was deleted meanwhile
    private void save(ConnectorInstance instance) {
        connectors.checkExists(instance.id());
        changes.save();
    }

    /// The `webhookConfigs` of a body.
    public static List<WebhookConfig> given(JsonFields fields) {
        return fields.array("webhookConfigs").stream().map(PaymentReader::webhookConfig).toList();
    }
}
