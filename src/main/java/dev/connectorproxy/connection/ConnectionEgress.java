package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;

/// An egress that sends each request with the credentials of its call. As thread-safe as what it decorates.
public record ConnectionEgress(Egress egress) implements ForwardingEgress {

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        return call.authorization().send(request, call, egress);
    }
}
