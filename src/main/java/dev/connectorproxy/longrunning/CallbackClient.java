package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.CallbackAnswer.Answered;
import dev.connectorproxy.longrunning.CallbackAnswer.Lost;
import dev.connectorproxy.longrunning.CallbackAnswer.Unanswered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unsent;
import dev.connectorproxy.longrunning.DeliveryStore.Due;
import dev.connectorproxy.outbound.OneRequestClient;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Sends callbacks, each over its own connection, so that it is known whether anything was sent, and no client retries
/// a request on its own. Follows no redirect and uses no HTTP proxy. Thread-safe.
final class CallbackClient implements Deliveries.CallbackSender {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final int MOST = 64 << 10;

    private final CallbackSettings settings;
    private final OneRequestClient client;
    private final Function<String, Optional<String>> secrets;

    /// @param secrets replaces `${secret:NAME}` in a text of the settings; empty when a secret cannot be resolved
    CallbackClient(CallbackSettings settings, Function<String, Optional<String>> secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.client = new OneRequestClient(CONNECT_TIMEOUT, settings.timeout());
    }

    @Override
    public Optional<Credentials> credentials() {
        return settings.credentials().flatMap(source -> source.now(secrets));
    }

    @Override
    public CallbackAnswer send(Due due, Optional<Credentials> credentials) {
        // WebClient has no timeout for the TLS handshake and for writes: only an interrupt ends them
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
            worker.interrupt(); // the flag of this thread stays clear: it still has to store the result
            return new Unanswered("interrupted");
        }
    }

    private CallbackAnswer exchange(Due due, Optional<Credentials> credentials) {
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        var url = URI.create(due.url());
        var origin = Origin.ofUrl(due.url()).orElseThrow();
        ClientConnection plain;
        try {
            plain = client.connect(origin.scheme(), origin.host(), origin.port());
        } catch (RuntimeException e) { // an unknown host is an IllegalArgumentException
            return new Unsent("no connection: " + reason(e));
        }
        var connection = new CallbackConnection(plain, deadline, MOST);
        try {
            var call =
                    client.request(Method.PUT, origin.toString(), url, connection)
                            .header(HeaderValues.CONTENT_TYPE_JSON)
                            .header(HeaderNames.create("X-Request-Id"), due.requestId());
            credentials.ifPresent(header ->
                    call.header(
                            HeaderValues.create(
                                    HeaderNames.create(header.header()), false, true, header.value())));
            if (!due.lease().holds()) {
                return new Lost();
            }
            try (var response = call.submit(due.envelope())) {
                return answered(response);
            }
        } catch (StoreException e) {
            return new Unsent(e.getMessage());
        } catch (RuntimeException e) { // WebClient throws many types
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
                        .filter(value -> value.matches("[0-9]{1,6}"))
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds)
                        .filter(wait -> wait.compareTo(LONGEST_RETRY_AFTER) <= 0);
        return new Answered(status, retryAfter, status == 400 ? body(response) : "");
    }

    /// The beginning of the body; empty when it cannot be read.
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

    private static String reason(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
