package dev.connectorproxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.longrunning.IdempotentEgress;
import dev.connectorproxy.longrunning.LongRunningSettings;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The connectors on the class path and those of the plugins, and the settings of each, under `connectors:`.
record Connectors(
        List<ConnectorProvider> providers, Map<String, Map<String, String>> settingsByName) {

    static Connectors create(List<ConnectorProvider> providers, Section section) {
        var settings = new HashMap<String, Map<String, String>>();
        providers.forEach(connector ->
                settings.put(connector.name(), section.section(connector.name()).flat()));
        return new Connectors(providers, settings);
    }

    /// The commands of all connectors.
    ///
    /// @param egress through which the connectors send their requests
    /// @throws IllegalArgumentException a connector rejects its settings
    Catalogue catalogue(Egress egress, LongRunningSettings longRunning) {
        return Catalogue.of(providers, name -> context(name, egress, longRunning));
    }

    /// What the connector with that name gets; one without settings may have any name.
    ConnectorContext context(String name, Egress egress, LongRunningSettings longRunning) {
        var idempotent = longRunning.idempotencyHeader() ? new IdempotentEgress(egress) : egress;
        return new ConnectorContext(
                egress, idempotent, settingsByName.getOrDefault(name, Map.of()));
    }

    /// Has the connectors release what they keep. One that fails does not keep the others from it.
    void close() {
        for (var connector : providers) {
            try {
                connector.close();
            } catch (RuntimeException _) {
                // the process ends in any case
            }
        }
    }
}
