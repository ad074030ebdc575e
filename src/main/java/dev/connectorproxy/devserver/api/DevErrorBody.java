package dev.connectorproxy.devserver.api;

import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.TransportFailure;
import java.util.List;

/// The bodies of the error responses of the listener itself, such as for malformed HTTP.
public record DevErrorBody() implements ErrorBody {
    @Override
    public byte[] toJson(int status, String code, String message) {
        return DevErrorHandler.toErrorBody(status, message, "");
    }

    @Override
    public byte[] methodNotAllowed(List<String> supported) {
        var failure = TransportFailure.METHOD_NOT_ALLOWED;
        return DevErrorHandler.toErrorBody(
                failure.status().code(),
                failure.message(),
                "use " + String.join(" or ", supported));
    }
}
