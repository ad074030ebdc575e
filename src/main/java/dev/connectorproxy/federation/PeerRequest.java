package dev.connectorproxy.federation;

import io.helidon.http.Header;
import io.helidon.http.Method;
import java.net.URI;
import java.util.List;

/// What is sent to another proxy.
record PeerRequest(Method method, URI url, List<Header> headers, byte[] body) {
    PeerRequest {
        headers = List.copyOf(headers);
    }

    /// The same to another place.
    PeerRequest to(URI other) {
        return new PeerRequest(method, other, headers, body);
    }
}
