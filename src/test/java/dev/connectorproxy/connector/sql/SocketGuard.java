package dev.connectorproxy.connector.sql;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// An egress for sockets alone.
record SocketGuard(BiFunction<String, Integer, List<InetSocketAddress>> permitted)
        implements Egress {
    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        throw new AssertionError("SQL goes out by itself");
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return permitted.apply(host, port);
    }
}
