package dev.connectorproxy.egress;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// Decides where requests may go: to public addresses on ports 80, 443 and from 1024, and to what the operator opened.
/// [#check] judges a URL without asking anybody; [#vet] asks for the addresses once, and only what it returns may be
/// connected to, with no second look-up. Thread-safe.
public final class Guard {
    private static final int FIRST_FREE_PORT = 1_024;
    private static final int LAST_PORT = 65_535;

    private final AllowList allowed;
    private final Resolver resolver;
    private final Predicate<InetAddress> own;

    Guard(AllowList allowed, Resolver resolver) {
        this(allowed, resolver, new OwnAddresses());
    }

    /// @param own whether an address is this machine's
    Guard(AllowList allowed, Resolver resolver, Predicate<InetAddress> own) {
        this.allowed = allowed;
        this.resolver = resolver;
        this.own = own;
    }

    /// The parts of a URL that may be asked for, as far as its text tells.
    ///
    /// @throws ConnectorException `MissingSchema`, `InvalidSchema`, `InvalidURL`, `EgressBlocked`
    TargetUrl check(String url) {
        return check(TargetUrl.parse(url));
    }

    /// The same target, if it may be asked for as far as its text tells.
    ///
    /// @throws ConnectorException `EgressBlocked`
    TargetUrl check(TargetUrl target) {
        admit(Host.bare(target.host()), target.port(), Guard::free);
        return target;
    }

    /// The addresses that may be connected to for this host and port, each bearing the host's name, which is what TLS
    /// verifies. One look-up; none for an address.
    ///
    /// @throws ConnectorException `EgressBlocked` when the host or any one of its addresses is refused, `ConnectionError` when
    ///     it has none, `InvalidURL` when it is not a host
    public List<InetAddress> vet(String host, int port) {
        return vet(host, port, Set.of());
    }

    /// The same for a protocol that has ports of its own below 1024.
    ///
    /// @param protocolPorts open beside those of HTTP
    List<InetAddress> vet(String host, int port, Set<Integer> protocolPorts) {
        IntPredicate free = it -> free(it) || protocolPorts.contains(it);
        var known = Host.bare(host);
        admit(known, port, free);
        var addresses = known.address().map(List::of).orElseGet(() -> lookUp(known.text()));
        if (!allowed.opens(known.text(), port)) {
            addresses.forEach(it -> judge(known.text(), it, port, free));
        }
        return addresses.stream().map(it -> named(known.text(), it)).distinct().toList();
    }

    /// Whether a proxy that looks names up by itself may be asked for this target. A name that is unknown here is left to it,
    /// but not with a port that only a range of addresses could open.
    ///
    /// @throws ConnectorException `EgressBlocked`
    void vetForProxy(TargetUrl target) {
        try {
            vet(target.host(), target.port());
        } catch (ConnectorException e) {
            if (!e.is(ErrorCode.CONNECTION_ERROR)) {
                throw e;
            }
            var host = Host.bare(target.host()).text();
            if (!free(target.port()) && !allowed.opens(host, target.port())) {
                throw blockedPort(host, target.port());
            }
        }
    }

    private void admit(Host host, int port, IntPredicate free) {
        if (allowed.opens(host.text(), port)) {
            return;
        }
        if (host.address().isPresent()) {
            judge(host.text(), host.address().get(), port, free);
            return;
        }
        NameRules.refusal(host.text())
                .ifPresent(why -> {
                    throw blocked(host.text(), why);
                });
        if (!free.test(port) && !allowed.opensSomeAddress(port)) {
            throw blockedPort(host.text(), port);
        }
    }

    private void judge(String host, InetAddress address, int port, IntPredicate free) {
        if (allowed.opens(address, port)) {
            return;
        }
        if (!free.test(port)) {
            throw blockedPort(host, port);
        }
        AddressRanges.forbidden(address)
                .map(range -> "its address is not public: " + range)
                .or(() ->
                        own.test(address)
                                ? Optional.of("its address is this machine's own")
                                : Optional.empty())
                .ifPresent(why -> {
                    throw blocked(host, why);
                });
    }

    private List<InetAddress> lookUp(String host) {
        try {
            var addresses = resolver.resolve(host);
            if (addresses.isEmpty()) {
                throw new ConnectorException(
                        ErrorCode.CONNECTION_ERROR, "the name " + host + " has no address");
            }
            return addresses;
        } catch (UnknownHostException e) {
            throw new ConnectorException(
                    ErrorCode.CONNECTION_ERROR, "the name " + host + " could not be resolved", e);
        }
    }

    private static boolean free(int port) {
        return port == 80 || port == 443 || (port >= FIRST_FREE_PORT && port <= LAST_PORT);
    }

    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of neither 4 nor 16 bytes", e);
        }
    }

    private static ConnectorException blockedPort(String host, int port) {
        return blocked(host, "port " + port + " is none of 80, 443 and 1024 to 65535");
    }

    private static ConnectorException blocked(String host, String why) {
        return new ConnectorException(
                ErrorCode.EGRESS_BLOCKED,
                host
                        + " is refused: "
                        + why
                        + "; if it is meant to be reached, an entry in egress.allow opens it");
    }
}
