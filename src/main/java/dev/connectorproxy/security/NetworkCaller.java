package dev.connectorproxy.security;

import dev.connectorproxy.egress.target.Cidr;
import dev.connectorproxy.settings.Section;
import java.net.InetAddress;
import java.util.List;

/// Callers that send no API key and are known by their network. Without a scope: an operator has a key.
///
/// @param roles globs, see [RoleGrant]
record NetworkCaller(String name, List<Cidr> networks, List<String> roles) implements Identity {
    NetworkCaller {
        networks = List.copyOf(networks);
        roles = List.copyOf(roles);
    }

    boolean contains(InetAddress address) {
        return contain(networks, address);
    }

    static boolean contain(List<Cidr> networks, InetAddress address) {
        byte[] bytes = Cidr.toBytes(address);
        return networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /// The networks that a list of the settings names.
    static List<Cidr> networks(Section section, String key) {
        try {
            return section.texts(key).stream().map(Cidr::parse).toList();
        } catch (IllegalArgumentException e) {
            throw section.invalid(key, "must list networks such as 10.0.0.0/8: " + e.getMessage());
        }
    }
}
