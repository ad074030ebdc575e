package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorFacts;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory.ConnectorRequest;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.Renewal;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import jakarta.json.JsonObject;

/// Creates connectors or changes their configuration, and saves the change. Thread-safe.
record ConnectorCreation(
        ConnectorRegistry connectors,
        ConnectorInstanceFactory factory,
        ConnectorFacts facts,
        ChangeSaver changes) {
    /// Creates a connector, or replaces the one with the requested id.
    ///
    /// @throws DevServerException it cannot be created; 503 when it cannot be saved, and then a connector without a
    ///     requested id is not there either
    ConnectorInstance create(ConnectorRequest wanted) {
        var instance = factory.create(wanted);
        connectors.put(instance);
        facts.created(instance.id());
        if (wanted.connectorId().isEmpty()) {
            changes.saveOrUndo(() -> connectors.delete(instance.id()));
        } else {
            changes.save();
        }
        return instance;
    }

    /// Gives a connector another configuration; its states and webhooks stay.
    ///
    /// @param config in which `***` stands for a value that stays
    /// @throws DevServerException its provider rejects the configuration; 503 when it cannot be saved
    ConnectorInstance configure(ConnectorInstance instance, JsonObject config) {
        var configured = new Renewal(connectors, factory, facts).configure(instance, config);
        changes.save();
        return configured;
    }
}
