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
final class CallBodyReader {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> SUPPORTED_TYPES = Set.of(JSON, FORM);

    private final int maxBytes;
    private final CallBodyParser parser;

    CallBodyReader(LimitSettings limits) {
        this.maxBytes = limits.requestBytes();
        this.parser = new CallBodyParser(limits.jsonDepth());
    }

    /// A body that was read.
    ///
    /// @param body parsed
    /// @param payload as it was received
    record Result(CallBody body, RequestPayload payload) {}

    /// Whether the Content-Type is supported or absent.
    static boolean isSupported(ServerRequestHeaders headers) {
        return SUPPORTED_TYPES.contains(mediaType(headers));
    }

    /// @param memory the budget that the body counts against
    /// @throws ConnectorException `InvalidRequest`, `RequestTooLarge`, `ProxyOverloaded`
    Result read(ServerRequest request, Call.Memory memory) {
        byte[] body = readBytes(request, memory);
        if (mediaType(request.headers()).equals(FORM)) {
            return new Result(parser.ofForm(body), new RequestPayload.Form(body));
        }
        var text = parser.toJsonText(body);
        return new Result(CallBodyParser.ofJson(text), new RequestPayload.Json(body, text));
    }

    private byte[] readBytes(ServerRequest request, Call.Memory memory) {
        try {
            return RequestBodyReader.read(request, maxBytes, memory::take);
        } catch (PayloadTooLargeException e) {
            throw new ConnectorException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the request's body is larger than %d bytes (limits.request-bytes); spiff__task_data counts, although it is dropped"
                            .formatted(maxBytes),
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
