package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.toolkit.Globs;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// An egress that follows redirects to other origins than that of the request only if the connector file names them, as for downloads
/// that an API has elsewhere. Nothing of the request goes there but its method and `Accept`. Thread-safe.
///
/// @param origins over `scheme://host:port`, in lower case
record RedirectingEgress(Egress egress, Globs origins) implements ForwardingEgress {
    private static final int MAX_REDIRECTS = 10;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /// @throws ConnectorException also `EgressBlocked`: there is a redirect to an origin that the file does not name
    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var sent = request;
        var response = egress.send(sent, call);
        var location = location(sent, response);
        for (int hop = 0; location.isPresent(); hop++) {
            if (hop == MAX_REDIRECTS) {
                throw new ConnectorException(
                        ErrorCode.TOO_MANY_REDIRECTS,
                        "there were more than %d redirects to other origins".formatted(hop));
            }
            sent = redirected(sent, location.get());
            response = egress.send(sent, call);
            location = location(sent, response);
        }
        return response;
    }

    /// Where the response redirects to; empty if it does not, or nobody is to follow.
    private static Optional<String> location(HttpRequest request, HttpResponse response) {
        return request.redirects() == Redirects.SAME_ORIGIN && STATUSES.contains(response.status())
                ? response.header("Location").filter(value -> !value.isBlank())
                : Optional.empty();
    }

    private HttpRequest redirected(HttpRequest request, String location) {
        var url = resolve(request.url(), location);
        var origin = url.flatMap(HttpOrigin::ofUrl).map(HttpOrigin::toString);
        if (origin.filter(origins::matches).isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED,
                    "the target redirects to %s, which is neither its own origin nor one of `redirects` of the connector file"
                            .formatted(origin.orElse("an invalid URL")));
        }
        return new HttpRequest(
                request.method(),
                url.get(),
                request.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase("Accept"))
                        .toList(),
                Optional.empty(),
                Redirects.SAME_ORIGIN,
                request.retries());
    }

    private static Optional<String> resolve(String url, String location) {
        try {
            return Optional.of(RelativeUrl.resolve(url, escaped(location.strip())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Bytes that no URL has, which some servers send.
    private static String escaped(String location) {
        var escaped = new StringBuilder();
        for (byte each : location.getBytes(StandardCharsets.ISO_8859_1)) {
            if (each > ' ' && each < 0x7F) {
                escaped.append((char) each);
            } else {
                escaped.append("%%%02X".formatted(each));
            }
        }
        return escaped.toString();
    }
}
