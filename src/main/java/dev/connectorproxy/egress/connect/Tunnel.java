package dev.connectorproxy.egress.connect;

import dev.connectorproxy.egress.target.Idna;
import dev.connectorproxy.egress.target.TargetUrl;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;

/// A `CONNECT` tunnel through the operator's HTTP proxy to an `https` target (RFC 9110, section 9.3.6).
public final class Tunnel {
    private static final int LAST_SUCCESS = 299;

    private Tunnel() {}

    /// Opens a tunnel at the proxy that the endpoint is connected to, and starts TLS with the target inside it.
    public static void open(RoutePlanner.Route route, ConnectionEndpoint endpoint, Duration timeout)
            throws IOException, HttpException {
        var target = route.httpRoute().getTargetHost();
        var authority = TargetUrl.authority(Idna.toAscii(target.getHostName()), target.getPort());
        var request = new BasicClassicHttpRequest("CONNECT", target, authority);
        request.addHeader("Host", authority);
        route.proxy()
                .flatMap(ProxyServer::authorization)
                .ifPresent(value -> request.addHeader("Proxy-Authorization", value));
        endpoint.setSocketTimeout(Timeout.ofMilliseconds(Math.max(1, timeout.toMillis())));
        var connection = HttpConnectionPool.connectionOf(endpoint);
        connection.beginExchange();
        connection.sendRequestHeader(request);
        connection.flush();
        var response = connection.receiveHead();
        if (response.getCode() > LAST_SUCCESS) {
            throw new TunnelRefusedException(response.getCode());
        }
        if (!connection.isBufferEmpty()) {
            throw new IOException("the proxy sent bytes before TLS started");
        }
        route.pool().upgrade(endpoint, route.certificate());
        endpoint.setSocketTimeout(Timeout.DISABLED);
    }
}
