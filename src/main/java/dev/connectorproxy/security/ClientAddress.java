package dev.connectorproxy.security;

import dev.connectorproxy.egress.target.Cidr;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/// The address of the client of a request. Reverse proxies whose networks are trusted name it in `X-Forwarded-For`: the
/// last address there that is not one of theirs, or else the first. A request that says it was forwarded, but not by one of them, has no
/// address that could be relied on.
///
/// @param trusted the networks of reverse proxies
record ClientAddress(List<Cidr> trusted) {
    private static final HeaderName FORWARDED = HeaderNames.create("Forwarded");
    private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");

    ClientAddress {
        trusted = List.copyOf(trusted);
    }

    /// @param peer the other end of the connection
    Optional<InetAddress> of(SocketAddress peer, Headers headers) {
        if (!(peer instanceof InetSocketAddress socket) || socket.isUnresolved()) {
            return Optional.empty();
        }
        boolean forwarded = headers.contains(FORWARDED_FOR) || headers.contains(FORWARDED);
        if (!forwarded) {
            return Optional.of(socket.getAddress());
        }
        return NetworkCaller.contain(trusted, socket.getAddress())
                ? last(String.join(",", headers.all(FORWARDED_FOR, List::of)).split(",", -1))
                : Optional.empty();
    }

    private Optional<InetAddress> last(String[] hops) {
        for (int at = hops.length - 1; at >= 0; at--) {
            var address = parse(hops[at].strip());
            if (at == 0 || address.isEmpty() || !NetworkCaller.contain(trusted, address.get())) {
                return address;
            }
        }
        return Optional.empty();
    }

    private static Optional<InetAddress> parse(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
