package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The HTTP client of the SDK: sends every request through the egress, so that its policy, deadline, limits, metrics
/// and proxy settings apply. The SDK calls it on the caller's thread, where [#CALL] is bound.
final class EgressHttpClient implements SdkHttpClient {
    /// The call that a request belongs to. The SDK has no parameter to pass it on.
    static final ScopedValue<Call> CALL = ScopedValue.newInstance();

    /// Headers that the egress writes itself.
    private static final Set<String> FRAMING_HEADERS =
            Set.of("content-length", "transfer-encoding", "expect", "connection");

    /// Headers that describe the encoded body, not the decoded one.
    private static final Set<String> ENCODED_BODY_HEADERS =
            Set.of("content-encoding", "content-length", "x-amz-crc32");

    private final Egress egress;

    EgressHttpClient(Egress egress) {
        this.egress = egress;
    }

    @Override
    public String clientName() {
        return "egress";
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {
                // a request ends with the call's deadline or the interrupt of its thread
            }
        };
    }

    @Override
    public void close() {
        // the egress is shared
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        var call = CALL.get();
        try {
            return toSdkResponse(egress.send(toEgressRequest(request), call));
        } catch (ConnectorException e) {
            if (isRetryable(e)) {
                throw new IOException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /// The SDK retries after an [IOException].
    private static boolean isRetryable(ConnectorException e) {
        return e.is(ErrorCode.CONNECT_TIMEOUT)
                || e.is(ErrorCode.CONNECTION_ERROR)
                || e.is(ErrorCode.CHUNKED_ENCODING_ERROR);
    }

    private static HttpRequest toEgressRequest(HttpExecuteRequest request) throws IOException {
        var http = request.httpRequest();
        var headers = new ArrayList<Header>();
        headers.add(new Header("Accept", "")); // the egress adds none, as boto3
        headers.add(
                new Header("Accept-Encoding", "identity")); // checksums are of the unencoded body
        http.forEachHeader((name, values) -> {
            if (!FRAMING_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> headers.add(new Header(name, value)));
            }
        });
        return new HttpRequest(
                http.method().name(),
                http.getUri().toString(),
                headers,
                readBody(request),
                Redirects.RETURN,
                Retries.NONE);
    }

    private static Optional<byte[]> readBody(HttpExecuteRequest request) throws IOException {
        var content = request.contentStreamProvider();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (var stream = content.get().newStream()) {
            return Optional.of(stream.readAllBytes());
        }
    }

    private static HttpExecuteResponse toSdkResponse(HttpResponse response) {
        var builder = SdkHttpResponse.builder().statusCode(response.status());
        for (var header : decodedBodyHeaders(response)) {
            builder.appendHeader(header.name(), header.value());
        }
        return HttpExecuteResponse.builder()
                .response(builder.build())
                .responseBody(
                        AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                .build();
    }

    private static List<Header> decodedBodyHeaders(HttpResponse response) {
        if (response.header("Content-Encoding").isEmpty()) {
            return response.headers();
        }
        return response.headers().stream()
                .filter(header ->
                        !ENCODED_BODY_HEADERS.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
