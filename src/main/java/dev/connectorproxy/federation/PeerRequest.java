package dev.connectorproxy.federation;

import io.helidon.http.Header;
import io.helidon.http.Method;
import java.net.URI;
import java.util.List;

/// A request to a peer.
record PeerRequest(Method method, URI url, List<Header> headers, byte[] body) {
    PeerRequest {
        headers = List.copyOf(headers);
    }

    PeerRequest withUrl(URI other) {
        return new PeerRequest(method, other, headers, body);
    }
}
