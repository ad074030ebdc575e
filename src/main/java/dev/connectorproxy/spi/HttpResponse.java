package dev.connectorproxy.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The upstream's response, completely read and decoded.
///
/// @param headers as received, in order; `content-encoding` is kept although the body is decoded
/// @param body decoded; owned by the caller; empty if the response has none
public record HttpResponse(int status, List<HttpRequest.Header> headers, byte[] body) {
    public HttpResponse {
        Objects.requireNonNull(body, "body");
        headers = List.copyOf(headers);
    }

    /// The status and sizes: headers and body may carry credentials.
    @Override
    public String toString() {
        return "HttpResponse[%d, %d headers, %d bytes]"
                .formatted(status, headers.size(), body.length);
    }

    /// The first field of that name, ignoring case.
    public Optional<String> header(String name) {
        for (var header : headers) { // each call of a command asks several times
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }
}
