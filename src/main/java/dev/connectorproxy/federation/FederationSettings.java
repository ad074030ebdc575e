package dev.connectorproxy.federation;

import dev.connectorproxy.settings.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Settings under `federation:`, a list of peers.
///
/// @param peers in order of precedence: when two offer the same id, the command of the first one is used
public record FederationSettings(List<PeerSettings> peers) {
    public FederationSettings {
        peers = List.copyOf(peers);
    }

    /// @param environment variables of the process, for `api-key-env`
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
