package dev.connectorproxy.federation;

import dev.connectorproxy.settings.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Settings under `federation:`, a list of peers.
///
/// @param peers in order of precedence: when two offer the same id, the command of the first one is used
public record FederationSettings(List<PeerSettings> peers) {
    public FederationSettings {
        peers = List.copyOf(peers);
    }

    public static FederationSettings create(Section root) {
        var peers = new ArrayList<PeerSettings>();
        var names = new HashSet<String>();
        for (var section : root.sections("federation")) {
            var peer = PeerSettings.create(section);
            if (!names.add(peer.name())) {
                throw section.invalid("name", "must not be that of another proxy");
            }
            peers.add(peer);
        }
        return new FederationSettings(peers);
    }
}
