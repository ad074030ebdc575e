package dev.connectorproxy.contract;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/// An egress without network access and with scripted responses. Thread-safe if its script is.
final class ScriptedEgress implements Egress {
    private static final List<ErrorCode> EGRESS_ERRORS =
            List.of(
                    ErrorCode.CONNECT_TIMEOUT,
                    ErrorCode.READ_TIMEOUT,
                    ErrorCode.CONNECTION_ERROR,
                    ErrorCode.CHUNKED_ENCODING_ERROR,
                    ErrorCode.SSL_ERROR,
                    ErrorCode.EGRESS_BLOCKED,
                    ErrorCode.RESPONSE_TOO_LARGE,
                    ErrorCode.REQUEST_TOO_LARGE,
                    ErrorCode.PROXY_OVERLOADED);

    /// What [Egress#permit] may throw.
    private static final Set<ErrorCode> PERMIT_ERRORS =
            Set.of(ErrorCode.EGRESS_BLOCKED, ErrorCode.CONNECTION_ERROR);

    private final AtomicInteger calls = new AtomicInteger();
    private final BiFunction<HttpRequest, Call, HttpResponse> script;
    private final Runnable permitting;

    private ScriptedEgress(
            BiFunction<HttpRequest, Call, HttpResponse> script, Runnable permitting) {
        this.script = script;
        this.permitting = permitting;
    }

    /// Responds to every request with this response.
    static ScriptedEgress responding(int status, String json) {
        var headers = List.of(new HttpRequest.Header("content-type", "application/json"));
        return new ScriptedEgress(
                (_, _) -> new HttpResponse(status, headers, json.getBytes(StandardCharsets.UTF_8)),
                () -> {});
    }

    /// Fails every request with this error, and `permit` too if that may throw it.
    static ScriptedEgress failing(ErrorCode error) {
        return new ScriptedEgress(
                (_, _) -> {
                    throw new ConnectorException(error, "as the contract has it");
                },
                () -> {
                    if (PERMIT_ERRORS.contains(error)) {
                        throw new ConnectorException(error, "as the contract has it");
                    }
                });
    }

    /// Never responds, and ends when it is interrupted, like the real one.
    static ScriptedEgress silent() {
        return new ScriptedEgress(
                (_, _) -> {
                    try {
                        new CountDownLatch(1).await();
                        throw new IllegalStateException("nobody counts down");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new ConnectorException(ErrorCode.READ_TIMEOUT, "interrupted", e);
                    }
                },
                () -> {});
    }

    /// The failures of upstreams, by name.
    static Map<String, ScriptedEgress> failures() {
        var failures = new LinkedHashMap<String, ScriptedEgress>();
        EGRESS_ERRORS.forEach(code -> failures.put(code.code(), ScriptedEgress.failing(code)));
        for (var status : List.of(204, 301, 400, 401, 404, 429, 500, 503)) {
            for (var body : List.of("{}", "[]", "", "{\"error\": ", "null", "<html>")) {
                failures.put(status + " " + body, ScriptedEgress.responding(status, body));
            }
        }
        return failures;
    }

    /// The number of calls.
    int calls() {
        return calls.get();
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        calls.incrementAndGet();
        return script.apply(request, call);
    }

    /// Permits loopback, where a test has its server, unless this egress fails.
    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        calls.incrementAndGet();
        permitting.run();
        return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
