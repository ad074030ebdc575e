package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// The egress that a plugin gets: sets the class loader of the host as the context class loader during a call, so that
/// no library of the host looks for its services in the plugin.
record HostEgress(Egress egress) implements ForwardingEgress {
    private static final ClassLoader HOST = HostEgress.class.getClassLoader();

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        return ContextClassLoader.with(HOST, () -> egress.send(request, call));
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return ContextClassLoader.with(HOST, () -> egress.permit(host, port, protocolPorts));
    }
}
