package dev.connectorproxy.egress;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;

/// A way through the operator's proxy to a target that speaks TLS.
final class Tunnel {
    private static final int LAST_SUCCESS = 299;

    private Tunnel() {}

    /// Asks the proxy that the place is connected to for a tunnel, and begins TLS with the target in it.
    static void open(Ways.Way way, ConnectionEndpoint endpoint, Duration timeout)
            throws IOException, HttpException {
        var target = way.route().getTargetHost();
        var authority = ALabels.of(target.getHostName()) + ":" + target.getPort();
        var request = new BasicClassicHttpRequest("CONNECT", target, authority);
        request.addHeader("Host", authority);
        way.proxy()
                .flatMap(ProxyServer::authorization)
                .ifPresent(it -> request.addHeader("Proxy-Authorization", it));
        endpoint.setSocketTimeout(Timeout.ofMilliseconds(Math.max(1, timeout.toMillis())));
        var wire = Connections.wire(endpoint);
        wire.begin();
        wire.sendRequestHeader(request);
        wire.flush();
        var answer = Conversation.head(wire);
        if (answer.getCode() > LAST_SUCCESS) {
            throw new TunnelRefused(answer.getCode());
        }
        if (!wire.exhausted()) {
            throw new IOException("the proxy spoke before TLS began");
        }
        way.connections().upgrade(endpoint);
        endpoint.setSocketTimeout(Timeout.DISABLED);
    }
}
