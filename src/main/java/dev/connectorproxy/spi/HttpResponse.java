package dev.connectorproxy.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The outside world's answer, read to its end and decoded.
///
/// @param headers as they came, in order, of the answer before it was decoded (`content-encoding` is kept)
/// @param body decoded; owned by the receiver, empty where the answer has none
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

    /// The first field of that name, in whatever case.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HttpRequest.Header::value)
                .findFirst();
    }
}
