package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.secrets.SecretMask;
import jakarta.json.JsonObject;

/// A connector whose HTTP exchanges are recorded under its id.
public interface RecordedConnector {

    String id();

    /// Masks the secrets of this connector.
    SecretMask mask();

    /// The JSON of a response, with the secrets of this connector masked.
    default byte[] masked(byte[] json) {
        return JsonResponses.masked(json, mask());
    }

    /// A JSON object, with the secrets of this connector masked.
    default JsonObject masked(JsonObject json) {
        var masked = masked(JsonResponses.toBytes(json));
        return JsonBodyReader.parse(masked).asJsonObject();
    }
}
