package dev.connectorproxy.federation;

import dev.connectorproxy.settings.SecretText;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/// The request headers of the connector proxy protocol.
final class PeerHeaders {
    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final HeaderName API_KEY = HeaderNames.create("Spiff-Connector-Proxy-Api-Key");

    private PeerHeaders() {}

    static Header apiKey(SecretText key) {
        // sensitive: not shown where headers are logged
        return HeaderValues.create(API_KEY, false, true, key.value());
    }
}
