package dev.connectorproxy.observe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;

/// An egress that times its requests and otherwise passes everything through.
public final class MeteredEgress implements ForwardingEgress {
    private final Egress egress;
    private final EgressMetrics metrics = new EgressMetrics();

    public MeteredEgress(Egress egress) {
        this.egress = egress;
    }

    @Override
    public Egress egress() {
        return egress;
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
}
