package dev.connectorproxy.observe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// An egress that times its requests and otherwise passes everything through.
public final class MeteredEgress implements Egress {
    private final Egress egress;
    private final EgressMetrics metrics = new EgressMetrics();

    public MeteredEgress(Egress egress) {
        this.egress = egress;
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var begin = System.nanoTime();
        try {
            var response = egress.send(request, call);
            metrics.responded(response.status(), System.nanoTime() - begin);
            return response;
        } catch (ConnectorException failure) {
            metrics.failed(failure.code(), System.nanoTime() - begin);
            throw failure;
        }
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return egress.permit(host, port, protocolPorts);
    }
}
