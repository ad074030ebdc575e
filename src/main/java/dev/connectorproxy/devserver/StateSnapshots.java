package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorFacts;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.WebhookRegistry;
import dev.connectorproxy.devserver.fetch.PageSizes;
import dev.connectorproxy.devserver.state.StateJson;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.RecordWriter;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Converts all connectors, with their configurations (including secrets) and states, to the JSON of the state file
/// and back. A connector that cannot be restored, for example because its plugin is missing, is kept as JSON until a
/// connector with its id is created. Thread-safe.
final class StateSnapshots {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int VERSION = 1;
    private static final String ID = "connectorId";

    private final ConnectorRegistry connectors;
    private final PageSizes pageSizes;
    private final ConnectorInstanceFactory instanceFactory;
    private final ConnectorFacts facts;
    private final DevLog log;
    private final List<JsonObject> unrestored = new CopyOnWriteArrayList<>();

    StateSnapshots(
            ConnectorRegistry connectors,
            PageSizes pageSizes,
            ConnectorInstanceFactory instanceFactory,
            ConnectorFacts facts,
            DevLog log) {
        this.connectors = connectors;
        this.pageSizes = pageSizes;
        this.instanceFactory = instanceFactory;
        this.facts = facts;
        this.log = log;
    }

    /// The current snapshot.
    JsonObject take() {
        var list = JSON.createArrayBuilder();
        var all = connectors.all();
        all.forEach(instance -> list.add(toJson(instance)));
        unrestored.removeIf(json ->
                all.stream().anyMatch(instance -> instance.id().equals(json.getString(ID, ""))));
        unrestored.forEach(list::add);
        return JSON.createObjectBuilder()
                .add("version", VERSION)
                .add("pageSize", pageSizes.defaultSize())
                .add("connectors", list)
                .build();
    }

    /// Restores the connectors of a snapshot.
    ///
    /// @throws IllegalArgumentException it has another version
    void restore(JsonObject snapshot) {
        if (snapshot.getInt("version", 0) != VERSION) {
            throw new IllegalArgumentException("its version is not " + VERSION);
        }
        var fields = JsonFields.ofRequest(snapshot, "state file");
        pageSizes.setDefaultSize(fields.integer("pageSize").orElse(BigInteger.ZERO));
        fields.array("connectors").forEach(connector -> restoreConnector(connector.asJsonObject()));
    }

    /// Tries again to restore the connectors that could not be restored, because other providers are there now.
    void restoreMissing() {
        for (var json : List.copyOf(unrestored)) {
            if (unrestored.remove(json)) {
                restoreConnector(json);
            }
        }
    }

    private void restoreConnector(JsonObject json) {
        var fields = JsonFields.ofRequest(json, "connector");
        try {
            var instance =
                    instanceFactory.create(
                            new ConnectorInstanceFactory.ConnectorRequest(
                                    fields.requiredString("provider"),
                                    fields.requiredString("name"),
                                    fields.requiredString(ID),
                                    json.getJsonObject("config")));
            facts.restore(instance.id(), fields.time("createdAt"), fields.time("installedAt"));
            restoreStates(instance, fields.array("states"));
            instanceFactory
                    .webhooks()
                    .set(
                            instance.id(),
                            fields.array("webhooks").stream()
                                    .map(StateSnapshots::toWebhook)
                                    .toList());
        } catch (DevServerException e) {
            unrestored.add(json);
            log.warning(
                    "connector %s of the state file cannot be restored: %s"
                            .formatted(
                                    fields.string(ID).orElse(""),
                                    e.details().orElse(e.getMessage())));
        }
    }

    private void restoreStates(ConnectorInstance instance, List<JsonValue> states) {
        try {
            for (var state : states) {
                var fields = JsonFields.ofRequest(state, "state");
                instance.states().put(StateJson.key(fields), StateJson.entry(fields));
            }
            connectors.put(instance);
        } catch (DevServerException e) {
            instance.states().close(); // releases the quota of the states restored so far
            throw e;
        }
    }

    private JsonObjectBuilder toJson(ConnectorInstance instance) {
        var states = JSON.createArrayBuilder();
        instance.states().all().forEach((key, entry) -> states.add(StateJson.of(key, entry)));
        var webhooks = JSON.createArrayBuilder();
        instanceFactory.webhooks().kept(instance.id()).forEach(kept -> webhooks.add(toJson(kept)));
        var known = facts.get(instance.id());
        var json = JSON.createObjectBuilder();
        known.installedAt().ifPresent(at -> json.add("installedAt", Times.text(at)));
        return json.add("createdAt", Times.text(known.createdAt()))
                .add(ID, instance.id())
                .add("name", instance.name())
                .add("provider", instance.provider())
                .add("config", instance.config().json())
                .add("states", states)
                .add("webhooks", webhooks);
    }

    private static JsonObjectBuilder toJson(WebhookRegistry.Kept webhook) {
        return JSON.createObjectBuilder(RecordWriter.of(webhook.config()))
                .add("payloadSource", webhook.payload().source().name())
                .add("payload", webhook.payload().text());
    }

    private static WebhookRegistry.Kept toWebhook(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "webhook");
        return new WebhookRegistry.Kept(
                StateJson.payload(fields), PaymentReader.webhookConfig(json));
    }
}
