package dev.connectorproxy.spi;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// An egress that decorates another one: every method calls the same method of [#egress()], and an implementation
/// overrides those that differ. As thread-safe as what it decorates.
public interface ForwardingEgress extends Egress {

    /// The decorated egress; the same each time.
    Egress egress();

    @Override
    default HttpResponse send(HttpRequest request, Call call) {
        return egress().send(request, call);
    }

    @Override
    default List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return egress().permit(host, port, protocolPorts);
    }

    @Override
    default List<InetSocketAddress> permit(
            String host, int port, Set<Integer> protocolPorts, Call call) {
        return egress().permit(host, port, protocolPorts, call);
    }
}
