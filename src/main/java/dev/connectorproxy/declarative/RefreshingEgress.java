package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.Optional;

/// Sends the requests of one call, and after the first 401 once more with a new access token, if there is one. Used by one thread.
final class RefreshingEgress implements ForwardingEgress {
    private static final int UNAUTHORIZED = 401;

    private final Egress egress;
    private final String token;
    private final RenewalRequest refresh;
    private boolean refused;
    private Optional<String> renewed = Optional.empty();

    /// @param token of the arguments, which headers contain
    RefreshingEgress(Egress egress, String token, RenewalRequest refresh) {
        this.egress = egress;
        this.token = token;
        this.refresh = refresh;
    }

    @Override
    public Egress egress() {
        return egress;
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var response = egress.send(withToken(request), call);
        if (response.status() != UNAUTHORIZED || refused) {
            return response;
        }
        refused = true;
        renewed = refresh.send(egress);
        return renewed.isPresent() ? egress.send(withToken(request), call) : response;
    }

    private HttpRequest withToken(HttpRequest request) {
        return renewed.map(value ->
                        request.withHeaders(
                                request.headers().stream()
                                        .map(header ->
                                                new Header(
                                                        header.name(),
                                                        header.value().replace(token, value)))
                                        .toList()))
                .orElse(request);
    }
}
