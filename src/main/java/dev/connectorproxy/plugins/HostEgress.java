package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The egress that a plugin gets: sets the class loader of the host as the context class loader during a call, so that
/// no library of the host looks for its services in the plugin.
record HostEgress(Egress egress) implements ForwardingEgress {
    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        return withHostClassLoader(() -> egress.send(request, call));
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return withHostClassLoader(() -> egress.permit(host, port, protocolPorts));
    }

    private static <T> T withHostClassLoader(Supplier<T> code) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(HostEgress.class.getClassLoader());
        try {
            return code.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
