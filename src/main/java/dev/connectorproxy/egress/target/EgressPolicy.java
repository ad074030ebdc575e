package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// Decides which targets may be called: public addresses on ports 80, 443 and from 1024, and what the operator allows
/// in `egress.allow`. [#check] judges a URL by its text; [#resolve] resolves the host once, and the caller connects only to
/// the addresses it returns, without resolving again (no DNS rebinding). Thread-safe.
public final class EgressPolicy {
    private static final int FIRST_UNPRIVILEGED_PORT = 1_024;
    private static final int MAX_PORT = 65_535;

    private final AllowList allowed;
    private final AddressResolver resolver;
    private final Predicate<InetAddress> local;
    private final InternationalHosts hosts;

    public EgressPolicy(AllowList allowed, AddressResolver resolver) {
        this(allowed, resolver, new LocalAddresses());
    }

    /// @param local whether an address belongs to this machine
    EgressPolicy(AllowList allowed, AddressResolver resolver, Predicate<InetAddress> local) {
        this(allowed, resolver, local, InternationalHosts.REFUSED);
    }

    private EgressPolicy(
            AllowList allowed,
            AddressResolver resolver,
            Predicate<InetAddress> local,
            InternationalHosts hosts) {
        this.allowed = allowed;
        this.resolver = resolver;
        this.local = local;
        this.hosts = hosts;
    }

    /// The same policy with that treatment of host names outside ASCII.
    public EgressPolicy with(InternationalHosts hosts) {
        return new EgressPolicy(allowed, resolver, local, hosts);
    }

    /// Parses a URL and checks what can be checked without DNS.
    ///
    /// @throws ConnectorException `MissingSchema`, `InvalidSchema`, `InvalidURL`, `EgressBlocked`
    public TargetUrl check(String url) {
        return check(TargetUrl.parse(url, hosts::toAscii));
    }

    /// Checks what can be checked without DNS; returns the target.
    ///
    /// @throws ConnectorException `EgressBlocked`
    public TargetUrl check(TargetUrl target) {
        checkHost(
                TargetHost.parseUnbracketed(target.host()),
                target.port(),
                EgressPolicy::isDefaultPort);
        return target;
    }

    /// The target of a redirect, not checked yet.
    ///
    /// @throws ConnectorException as [RedirectRule#nextTarget] does
    public TargetUrl redirectTarget(TargetUrl from, String location) {
        return RedirectRule.nextTarget(from, location, hosts);
    }

    /// Resolves a host and returns the addresses that may be connected to. Each carries the host name, which TLS
    /// verifies. One DNS look-up; none for an address literal.
    ///
    /// @throws ConnectorException `EgressBlocked` when the host or any one of its addresses is forbidden,
    ///     `ConnectionError` when it has no address, `InvalidURL` when it is not a valid host
    public List<InetAddress> resolve(String host, int port) {
        return resolve(host, port, Set.of());
    }

    /// The same for a protocol with other well-known ports, such as SMTP.
    ///
    /// @param protocolPorts allowed in addition to those of HTTP
    public List<InetAddress> resolve(String host, int port, Set<Integer> protocolPorts) {
        IntPredicate portAllowed =
                number -> isDefaultPort(number) || protocolPorts.contains(number);
        var parsed = TargetHost.parseUnbracketed(hosts.toAscii(host));
        checkHost(parsed, port, portAllowed);
        var addresses = parsed.address().map(List::of).orElseGet(() -> lookUp(parsed.text()));
        if (!allowed.allows(parsed.text(), port)) {
            addresses.forEach(address -> checkAddress(parsed.text(), address, port, portAllowed));
        }
        return addresses.stream()
                .map(address -> withHostName(parsed.text(), address))
                .distinct()
                .toList();
    }

    /// Checks a target that is requested through an HTTP proxy, which resolves the name itself. A name that does not
    /// resolve here is left to the proxy, unless its port could be allowed only by a range of addresses.
    ///
    /// @throws ConnectorException `EgressBlocked`
    public void checkForProxy(TargetUrl target) {
        try {
            resolve(target.host(), target.port());
        } catch (ConnectorException e) {
            if (!e.is(ErrorCode.CONNECTION_ERROR)) {
                throw e;
            }
            var host = TargetHost.parseUnbracketed(target.host()).text();
            if (!isDefaultPort(target.port()) && !allowed.allows(host, target.port())) {
                throw blockedPort(host, target.port());
            }
        }
    }

    private void checkHost(TargetHost host, int port, IntPredicate portAllowed) {
        if (allowed.allows(host.text(), port)) {
            return;
        }
        if (host.address().isPresent()) {
            checkAddress(host.text(), host.address().get(), port, portAllowed);
            return;
        }
        SpecialUseNames.reasonToRefuse(host.text())
                .ifPresent(why -> {
                    throw blocked(host.text(), why);
                });
        if (!portAllowed.test(port) && !allowed.allowsSomeAddress(port)) {
            throw blockedPort(host.text(), port);
        }
    }

    private void checkAddress(
            String host, InetAddress address, int port, IntPredicate portAllowed) {
        if (allowed.allows(address, port)) {
            return;
        }
        if (!portAllowed.test(port)) {
            throw blockedPort(host, port);
        }
        AddressRanges.nonPublicRange(address)
                .map(range -> "its address is not public: " + range)
                .or(() ->
                        local.test(address)
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

    private static boolean isDefaultPort(int port) {
        return port == 80 || port == 443 || (port >= FIRST_UNPRIVILEGED_PORT && port <= MAX_PORT);
    }

    private static InetAddress withHostName(String host, InetAddress address) {
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
