package dev.connectorproxy.proxy;

import dev.connectorproxy.server.PayloadTooLargeException;
import dev.connectorproxy.server.RequestBodyReader;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HttpMediaType;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Set;

/// Reads the body of a call: JSON, also assumed for a body without a Content-Type, or a form.
final class RequestReader {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> READ = Set.of(JSON, FORM);

    private final int limit;
    private final InvocationReader invocations;

    RequestReader(LimitSettings limits) {
        this.limit = limits.requestBytes();
        this.invocations = new InvocationReader(limits.jsonDepth());
    }

    /// A body that was read.
    ///
    /// @param body parsed
    /// @param payload as it was received
    record Read(Invocation invocation, Sent sent) {}

    /// Whether the Content-Type is supported or absent.
    static boolean reads(ServerRequestHeaders headers) {
        return READ.contains(mediaType(headers));
    }

    /// @param memory the budget that the body counts against
    /// @throws ConnectorException `InvalidRequest`, `RequestTooLarge`, `ProxyOverloaded`
    Read read(ServerRequest request, Call.Memory memory) {
        byte[] body = body(request, memory);
        if (mediaType(request.headers()).equals(FORM)) {
            return new Read(invocations.form(body), new Sent.Form(body));
        }
        var text = invocations.text(body);
        return new Read(InvocationReader.json(text), new Sent.Json(body, text));
    }

    private byte[] body(ServerRequest request, Call.Memory memory) {
        try {
            return RequestBodyReader.read(request, limit, memory::take);
        } catch (PayloadTooLargeException e) {
            throw new ConnectorException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the request's body is larger than %d bytes".formatted(limit),
                    e);
        }
    }

    private static String mediaType(ServerRequestHeaders headers) {
        try {
            return headers.contentType()
                    .map(HttpMediaType::mediaType)
                    .map(type -> type.text().toLowerCase(Locale.ROOT))
                    .orElse(JSON);
        } catch (IllegalArgumentException _) {
            return "unreadable";
        }
    }
}
