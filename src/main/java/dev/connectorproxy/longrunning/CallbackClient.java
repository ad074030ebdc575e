package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.CallbackAnswer.Answered;
import dev.connectorproxy.longrunning.CallbackAnswer.Lost;
import dev.connectorproxy.longrunning.CallbackAnswer.Unanswered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unsent;
import dev.connectorproxy.longrunning.DeliveryStore.Due;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends callbacks, each over a connection of its own, so that it is known whether anything was sent, and nothing is ever sent
/// twice unseen. No redirect is followed, and no proxy used. Thread-safe.
final class CallbackClient implements Deliveries.CallbackSender {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final int MOST = 64 << 10;
    private static final Tls NO_TLS = Tls.builder().enabled(false).build();

    private final CallbackSettings settings;
    private final WebClient client;
    private final Http1Client http;

    CallbackClient(CallbackSettings settings) {
        this.settings = settings;
        this.client =
                WebClient.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .readTimeout(settings.timeout())
                        .followRedirects(false)
                        .relativeUris(true)
                        .sendExpectContinue(false)
                        .keepAlive(false)
                        .shareConnectionCache(false)
                        .servicesDiscoverServices(false)
                        .proxy(Proxy.noProxy())
                        .build();
        this.http = client.client(Http1Client.PROTOCOL);
    }

    @Override
    public Optional<Credentials> credentials() {
        return settings.credentials().flatMap(Credentials.Source::now);
    }

    @Override
    public CallbackAnswer send(Due due, Optional<Credentials> credentials) {
        // WebClient bounds no TLS handshake and no write: only an interrupt ends them
        var task = new FutureTask<>(() -> exchange(due, credentials));
        var worker = Thread.ofVirtual().name("callback " + due.id()).start(task);
        try {
            return task.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return new Unanswered(reason(e.getCause()));
        } catch (TimeoutException _) {
            worker.interrupt();
            return new Unanswered("no answer in time");
        } catch (InterruptedException _) {
            worker.interrupt(); // and not this thread again, which has to write down what happened
            return new Unanswered("interrupted");
        }
    }

    private CallbackAnswer exchange(Due due, Optional<Credentials> credentials) {
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        var url = URI.create(due.url());
        var origin = Origin.ofUrl(due.url()).orElseThrow();
        ClientConnection plain;
        try {
            plain = connect(origin);
        } catch (RuntimeException e) { // an unknown host is an IllegalArgumentException
            return new Unsent("no connection: " + reason(e));
        }
        var connection = new CallbackConnection(plain, deadline, MOST);
        try {
            var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            var call =
                    http.method(Method.PUT)
                            .skipUriEncoding(true)
                            .uri(URI.create(origin.toString()))
                            .path(path + query)
                            .header(HeaderValues.CONTENT_TYPE_JSON)
                            .header(HeaderValues.CONNECTION_CLOSE)
                            .header(HeaderNames.USER_AGENT, "connector-proxy")
                            .header(HeaderNames.ACCEPT_ENCODING, "identity")
                            .header(HeaderNames.create("X-Request-Id"), due.requestId())
                            .connection(connection);
            credentials.ifPresent(it ->
                    call.header(
                            HeaderValues.create(
                                    HeaderNames.create(it.header()), false, true, it.value())));
            if (!due.lease().holds()) {
                return new Lost();
            }
            try (var response = call.submit(due.envelope())) {
                return answered(response);
            }
        } catch (StoreException e) {
            return new Unsent(e.getMessage());
        } catch (RuntimeException e) { // WebClient throws many kinds of them
            return new Unanswered(reason(e));
        } finally {
            connection.closeResource();
        }
    }

    private static Answered answered(Http1ClientResponse response) {
        int status = response.status().code();
        var retryAfter =
                response.headers()
                        .first(HeaderNames.RETRY_AFTER)
                        .filter(it -> it.matches("[0-9]{1,6}"))
                        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                        .filter(it -> it.compareTo(LONGEST_RETRY_AFTER) <= 0);
        return new Answered(status, retryAfter, status == 400 ? body(response) : "");
    }

    /// As much of it as can be read; a body that breaks off has said enough.
    private static String body(Http1ClientResponse response) {
        try {
            if (!response.entity().hasEntity()) {
                return "";
            }
            return new String(response.inputStream().readNBytes(MOST), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException _) {
            return "";
        }
    }

    private ClientConnection connect(Origin origin) {
        var prototype = client.prototype();
        var key =
                ConnectionKey.create(
                        origin.scheme(),
                        origin.host(),
                        origin.port(),
                        origin.scheme().equals("https") ? prototype.tls() : NO_TLS,
                        prototype.dnsResolver(),
                        prototype.dnsAddressLookup(),
                        Proxy.noProxy());
        return TcpClientConnection.create(
                        client, key, List.of(Http1Client.PROTOCOL_ID), _ -> false, _ -> {})
                .connect();
    }

    private static String reason(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
