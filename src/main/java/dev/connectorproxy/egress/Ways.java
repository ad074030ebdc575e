package dev.connectorproxy.egress;

import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.HttpHost;

/// Which connections lead to a target: straight ones, whose addresses the guard vets, or those through the operator's proxy.
/// The two never share a pool, so that the exemption of the proxy's address cannot reach a target. Thread-safe.
final class Ways implements AutoCloseable {

    /// One way to one target.
    record Way(Connections connections, HttpRoute route, Optional<ProxyServer> proxy) {

        /// The request target on the first request line: the proxy has to read the whole URL, unless it is a mere tunnel.
        String path(TargetUrl target) {
            return proxy.isPresent() && !route.isTunnelled()
                    ? "http://" + target.authority() + target.target()
                    : target.target();
        }
    }

    private final Guard guard;
    private final ProxySettings proxies;
    private final Connections direct;
    private final Connections proxied;

    Ways(EgressSettings settings, Guard guard) {
        this.guard = guard;
        this.proxies = settings.proxy();
        try {
            var tls = settings.tls().strategy();
            this.direct = new Connections(settings, tls, new Vetted(guard));
            this.proxied = new Connections(settings, tls, SystemDefaultDnsResolver.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK offers no TLS as it is set up", e);
        }
    }

    /// @throws ConnectorException `EgressBlocked` when a proxy is asked for a name that leads to a forbidden address from
    ///     here; what does not resolve here is left to the proxy
    Way to(TargetUrl target) {
        var host = new HttpHost(target.scheme(), target.host(), target.port());
        boolean secure = target.scheme().equals("https");
        var proxy = proxies.choose(target);
        if (proxy.isEmpty()) {
            return new Way(direct, new HttpRoute(host, null, secure), proxy);
        }
        guard.vetForProxy(target);
        var server = new HttpHost("http", proxy.get().host(), proxy.get().port());
        return new Way(proxied, new HttpRoute(host, null, server, secure), proxy);
    }

    /// How many connections are open: in use or idle.
    int open() {
        return count(direct) + count(proxied);
    }

    @Override
    public void close() {
        direct.close();
        proxied.close();
    }

    private static int count(Connections connections) {
        var stats = connections.stats();
        return stats.getLeased() + stats.getAvailable();
    }

    /// The only look-up of a straight connection: what it returns is connected to, in that order, and nothing else.
    private record Vetted(Guard guard) implements DnsResolver {
        @Override
        public List<InetSocketAddress> resolve(String host, int port) {
            return guard.vet(ALabels.of(host), port).stream()
                    .map(it -> new InetSocketAddress(it, port))
                    .toList();
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("the guard wants to know the port");
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException("names are taken as they are");
        }
    }
}
