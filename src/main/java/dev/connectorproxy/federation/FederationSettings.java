package dev.connectorproxy.federation;

import dev.connectorproxy.settings.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Settings under `federation:`, a list of other proxies.
///
/// @param peers in the order in which they settle whose command it is when two offer the same id
public record FederationSettings(List<PeerSettings> peers) {
    public FederationSettings {
        peers = List.copyOf(peers);
    }

    /// @param environment of the process, for `api-key-env`
    public static FederationSettings create(Section root, Map<String, String> environment) {
        var peers = new ArrayList<PeerSettings>();
        var names = new HashSet<String>();
        for (var section : root.sections("federation")) {
            var peer = PeerSettings.create(section, environment);
            if (!names.add(peer.name())) {
                throw section.invalid("name", "must not be that of another proxy");
            }
            peers.add(peer);
        }
        return new FederationSettings(peers);
    }
}
