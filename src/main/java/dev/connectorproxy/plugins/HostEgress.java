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
/// no library of the host looks for its services in the plugin. On the thread of a command, the policy for the secrets of
/// its call, and the credentials of its connection, apply even where the plugin passes on another call or none.
record HostEgress(Egress egress) implements ForwardingEgress {
    /// The call whose command runs on this thread.
    static final ScopedValue<Call> CALL = ScopedValue.newInstance();

    private static final ClassLoader HOST = HostEgress.class.getClassLoader();

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        return ContextClassLoader.with(HOST, () -> egress.send(request, withPolicy(call)));
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return ContextClassLoader.with(
                HOST,
                () ->
                        CALL.isBound()
                                ? egress.permit(host, port, protocolPorts, CALL.get())
                                : egress.permit(host, port, protocolPorts));
    }

    @Override
    public List<InetSocketAddress> permit(
            String host, int port, Set<Integer> protocolPorts, Call call) {
        return ContextClassLoader.with(
                HOST, () -> egress.permit(host, port, protocolPorts, withPolicy(call)));
    }

    private static Call withPolicy(Call call) {
        return CALL.isBound()
                ? call.with(CALL.get().secretPolicy()).with(CALL.get().authorization())
                : call;
    }
}
