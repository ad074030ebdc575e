package dev.connectorproxy.egress.connect;

import dev.connectorproxy.egress.target.EgressPolicy;
import dev.connectorproxy.egress.target.Idna;
import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ClientCertificate;
import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.HttpHost;

/// Chooses the route to a target: direct, with addresses that the policy has checked, or through the operator's HTTP
/// proxy. The two have separate pools: the proxy's own address is not checked, and a target must not profit from that.
/// Thread-safe.
public final class RoutePlanner implements AutoCloseable {

    /// A route to one target.
    ///
    /// @param proxy the HTTP proxy on the route
    /// @param certificate to present to the target instead of that of the settings
    public record Route(
            HttpConnectionPool pool,
            HttpRoute httpRoute,
            Optional<ProxyServer> proxy,
            Optional<ClientCertificate> certificate) {

        /// The request target of the request line: absolute-form for a proxy, origin-form otherwise and in a tunnel
        /// (RFC 9112, section 3.2).
        public String requestTarget(TargetUrl target) {
            return proxy.isPresent() && !httpRoute.isTunnelled()
                    ? "http://" + target.authority() + target.target()
                    : target.target();
        }
    }

    private final EgressPolicy policy;
    private final ProxySettings proxies;
    private final HttpConnectionPool direct;
    private final HttpConnectionPool proxied;

    public RoutePlanner(
            PoolSettings pool, ProxySettings proxies, ClientTls clientTls, EgressPolicy policy) {
        this.policy = policy;
        this.proxies = proxies;
        var tls = clientTls.toStrategy();
        this.direct = new HttpConnectionPool(pool, tls, new PolicyDnsResolver(policy));
        this.proxied = new HttpConnectionPool(pool, tls, SystemDefaultDnsResolver.INSTANCE);
    }

    /// @param authorization knows the certificate for the target, if it has one
    /// @throws ConnectorException `EgressBlocked` when the target would go through a proxy and its name resolves to a
    ///     forbidden address here; a name that does not resolve here is left to the proxy
    public Route plan(TargetUrl target, Call.Authorization authorization) {
        var host = new HttpHost(target.scheme(), target.host(), target.port());
        boolean secure = target.scheme().equals("https");
        var certificate =
                secure
                        ? authorization.certificate(target.origin())
                        : Optional.<ClientCertificate>empty();
        var proxy = proxies.proxyFor(target);
        if (proxy.isEmpty()) {
            return new Route(direct, new HttpRoute(host, null, secure), proxy, certificate);
        }
        policy.checkForProxy(target);
        var server = new HttpHost("http", proxy.get().host(), proxy.get().port());
        return new Route(proxied, new HttpRoute(host, null, server, secure), proxy, certificate);
    }

    @Override
    public void close() {
        direct.close();
        proxied.close();
    }

    /// The resolver of direct connections. They connect to the addresses it returns, in this order, and to no other.
    private record PolicyDnsResolver(EgressPolicy policy) implements DnsResolver {
        @Override
        public List<InetSocketAddress> resolve(String host, int port) {
            return policy.resolve(Idna.toAscii(host), port).stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("resolving without a port is not supported");
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException("canonical names are not supported");
        }
    }
}
