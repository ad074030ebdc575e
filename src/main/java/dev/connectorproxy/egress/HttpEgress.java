package dev.connectorproxy.egress;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Sends HTTP requests to upstreams: puts the policy, limits, connections, retries and redirects together. One per
/// process. Thread-safe; call it on virtual threads, because it blocks.
public final class HttpEgress implements Egress, AutoCloseable {
    private static final int A_SECOND_OR_SO = 950;

    private final Guard guard;
    private final int requestBytes;
    private final Exchanges exchanges;
    private final Attempts attempts;
    private final Deadlines deadlines = new Deadlines();

    /// An egress that resolves host names with the JDK's resolver.
    public static HttpEgress create(EgressSettings settings) {
        var resolver = new SystemResolver(settings.timeouts().dns());
        return new HttpEgress(settings, new Guard(settings.allow(), resolver));
    }

    HttpEgress(EgressSettings settings, Guard guard) {
        this(
                settings,
                guard,
                new Backoff(InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble()),
                Thread::sleep);
    }

    HttpEgress(EgressSettings settings, Guard guard, Backoff backoff, Attempts.Sleeper sleeper) {
        this.guard = guard;
        this.requestBytes = settings.bounds().requestBytes();
        this.exchanges = new Exchanges(settings, guard);
        this.attempts = new Attempts(exchanges::send, backoff, sleeper);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var time = call.left();
        var target = guard.check(request.url());
        var prepared = Outgoing.of(request, target, requestBytes);
        call.memory().take(request.body().map(body -> body.length).orElse(0));
        if (!time.isPositive()) {
            throw late(target, time);
        }
        try (var _ = deadlines.watch(call.deadline())) {
            return request.redirects() == Redirects.FOLLOW
                    ? follow(prepared, request, call)
                    : attempts.send(prepared, request.retries(), call);
        } catch (InterruptedException _) {
            // restore the interrupt status, unless the watchdog set it because the deadline has passed
            if (call.left().isPositive()) {
                Thread.currentThread().interrupt();
            }
            throw late(target, time);
        }
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return guard.vet(host, port, protocolPorts).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /// How many connections are open: in use or idle.
    public int openConnections() {
        return exchanges.openConnections();
    }

    /// Closes all connections at once, also those of requests in flight.
    @Override
    public void close() {
        exchanges.close();
        deadlines.close();
    }

    private HttpResponse follow(Outgoing first, HttpRequest request, Call call)
            throws InterruptedException {
        var prepared = first;
        for (int hop = 0; ; hop++) {
            var response = attempts.send(prepared, request.retries(), call);
            var location = response.header("Location").filter(value -> !value.isEmpty());
            if (!RedirectRule.followed(response.status()) || location.isEmpty()) {
                return response;
            }
            if (hop == RedirectRule.LIMIT) {
                throw new ConnectorException(
                        ErrorCode.TOO_MANY_REDIRECTS,
                        first.target().origin() + " redirects more than " + hop + " times");
            }
            var next = RedirectRule.next(prepared.target(), location.get());
            prepared = prepared.redirected(response.status(), guard.check(next.origin() + next.target()));
        }
    }

    private static ConnectorException late(TargetUrl target, Duration time) {
        var span =
                time.toMillis() > A_SECOND_OR_SO
                        ? Math.round(time.toMillis() / 1000.0) + " s"
                        : Math.max(0, time.toMillis()) + " ms";
        return new ConnectorException(
                ErrorCode.READ_TIMEOUT,
                "no complete answer from " + target.origin() + " within " + span);
    }
}
