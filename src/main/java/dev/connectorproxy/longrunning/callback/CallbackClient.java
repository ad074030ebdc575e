package dev.connectorproxy.longrunning.callback;

import dev.connectorproxy.deadline.BoundedTask;
import dev.connectorproxy.deadline.GracePeriod;
import dev.connectorproxy.longrunning.callback.CallbackResult.LeaseLost;
import dev.connectorproxy.longrunning.callback.CallbackResult.NoResponse;
import dev.connectorproxy.longrunning.callback.CallbackResult.NotSent;
import dev.connectorproxy.longrunning.callback.CallbackResult.Responded;
import dev.connectorproxy.longrunning.store.DeliveryStore.DueCallback;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.outbound.SingleUseConnection;
import dev.connectorproxy.outbound.SingleUseHttpClient;
import dev.connectorproxy.toolkit.Causes;
import dev.connectorproxy.toolkit.HttpOrigin;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Sends callbacks, each over its own connection, so that it is known whether anything was sent, and no client retries
/// a request on its own. Follows no redirect and uses no HTTP proxy. Thread-safe.
public final class CallbackClient implements CallbackDelivery.CallbackSender {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);
    private static final int MAX_RESPONSE_BYTES = 64 << 10;

    /// Sent with the result of a rerun: the number of the attempt, from 2.
    private static final HeaderName ATTEMPT = HeaderNames.create("Spiff-Connector-Proxy-Attempt");

    private final CallbackSettings settings;
    private final SingleUseHttpClient client;
    private final Function<String, Optional<String>> secretResolver;

    /// @param secrets replaces `${secret:NAME}` in a text of the settings; empty when a secret cannot be resolved
    public CallbackClient(CallbackSettings settings, Function<String, Optional<String>> secrets) {
        this.settings = settings;
        this.secretResolver = secrets;
        this.client = new SingleUseHttpClient(CONNECT_TIMEOUT, settings.timeout());
    }

    @Override
    public Optional<CallbackCredentials> credentials() {
        return settings.credentials().flatMap(source -> source.resolve(secretResolver));
    }

    @Override
    public CallbackResult send(DueCallback due, Optional<CallbackCredentials> credentials) {
        // WebClient has no timeout for the TLS handshake and for writes: only an interrupt ends
        // them
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        var task =
                BoundedTask.start(
                        Thread.ofVirtual().name("callback " + due.id()).factory(),
                        () -> exchange(due, credentials, deadline));
        try {
            return task.await(GracePeriod.PEER.after(deadline));
        } catch (ExecutionException e) {
            return new NoResponse(Causes.root(e.getCause()).getClass().getSimpleName());
        } catch (TimeoutException _) {
            return new NoResponse("no answer in time");
        } catch (InterruptedException _) {
            // the flag of this thread stays clear: it still has to store the result
            return new NoResponse("interrupted");
        }
    }

    private CallbackResult exchange(
            DueCallback due, Optional<CallbackCredentials> credentials, long deadline) {
        var url = URI.create(due.url());
        var origin = HttpOrigin.ofUrl(due.url()).orElseThrow();
        ClientConnection plain;
        try {
            plain = client.connect(origin);
        } catch (RuntimeException e) { // an unknown host is an IllegalArgumentException
            return new NotSent("no connection: " + Causes.root(e).getClass().getSimpleName());
        }
        var connection = new SingleUseConnection(plain, deadline, MAX_RESPONSE_BYTES);
        try {
            var call =
                    client.request(Method.PUT, origin, url, connection)
                            .header(HeaderValues.CONTENT_TYPE_JSON)
                            .header(HeaderNames.create("X-Request-Id"), due.requestId());
            if (due.reruns() > 0) {
                call.header(ATTEMPT, Integer.toString(due.reruns() + 1));
            }
            credentials.ifPresent(header ->
                    call.header(
                            HeaderValues.create(
                                    HeaderNames.create(header.header()),
                                    false,
                                    true,
                                    header.value())));
            if (!due.lease().isHeld()) {
                return new LeaseLost();
            }
            try (var response = call.submit(due.envelope())) {
                return toResult(response);
            }
        } catch (StoreException e) {
            return new NotSent(e.getMessage());
        } catch (RuntimeException e) { // WebClient throws many types
            return new NoResponse(Causes.root(e).getClass().getSimpleName());
        } finally {
            connection.closeResource();
        }
    }

    private static Responded toResult(Http1ClientResponse response) {
        int status = response.status().code();
        var retryAfter =
                response.headers()
                        .first(HeaderNames.RETRY_AFTER)
                        .filter(value -> value.matches("[0-9]{1,6}"))
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds)
                        .filter(wait -> wait.compareTo(MAX_RETRY_AFTER) <= 0);
        boolean hasMeaning = status == 400 || status >= 200 && status < 300;
        return new Responded(
                status, retryAfter, hasMeaning ? readContent(response) : ResponseContent.NONE);
    }

    /// The content as far as it can be read: an error of SpiffArena may repeat more task data than is read here.
    private static ResponseContent readContent(Http1ClientResponse response) {
        var beginning = new ByteArrayOutputStream();
        try {
            if (response.entity().hasEntity()) {
                response.inputStream().transferTo(beginning);
            }
        } catch (IOException | RuntimeException _) {
            // the status and the beginning decide
        }
        return new ResponseContent(
                response.headers().first(HeaderNames.CONTENT_TYPE).orElse(""),
                beginning.toString(StandardCharsets.UTF_8));
    }
}
