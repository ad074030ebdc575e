package dev.connectorproxy.longrunning;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.util.ArrayList;

/// An egress that adds the header `Idempotency-Key` with the key of the call, unless the request has this header
/// already.
public record IdempotentEgress(Egress egress) implements ForwardingEgress {
    private static final String HEADER = "Idempotency-Key";

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        boolean own =
                request.headers().stream()
                        .anyMatch(header -> header.name().equalsIgnoreCase(HEADER));
        return egress.send(
                own
                        ? request
                        : call.idempotencyKey().map(key -> withKey(request, key)).orElse(request),
                call);
    }

    private static HttpRequest withKey(HttpRequest request, String key) {
        var headers = new ArrayList<>(request.headers());
        headers.add(new HttpRequest.Header(HEADER, key));
        return request.withHeaders(headers);
    }
}
