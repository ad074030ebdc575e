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

/// The way out: guard, bounds, connections, retries and redirects put together. One for the whole process; thread-safe, to
/// be called on virtual threads.
public final class HttpEgress implements Egress, AutoCloseable {
    private static final int A_SECOND_OR_SO = 950;

    private final Guard guard;
    private final int requestBytes;
    private final Exchanges exchanges;
    private final Attempts attempts;
    private final Deadlines deadlines = new Deadlines();

    /// The way out with the machine's own name look-up.
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
        var out = Outgoing.of(request, target, requestBytes);
        call.memory().take(request.body().map(it -> it.length).orElse(0));
        if (!time.isPositive()) {
            throw late(target, time);
        }
        try (var _ = deadlines.watch(call.deadline())) {
            return request.redirects() == Redirects.FOLLOW
                    ? follow(out, request, call)
                    : attempts.send(out, request.retries(), call);
        } catch (InterruptedException _) {
            // stays known to the caller, unless it was only our own reminder of the deadline
            if (call.left().isPositive()) {
                Thread.currentThread().interrupt();
            }
            throw late(target, time);
        }
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return guard.vet(host, port, protocolPorts).stream()
                .map(it -> new InetSocketAddress(it, port))
                .toList();
    }

    /// How many connections are open: in use or idle.
    public int openConnections() {
        return exchanges.openConnections();
    }

    /// Cuts off whatever is under way.
    @Override
    public void close() {
        exchanges.close();
        deadlines.close();
    }

    private HttpResponse follow(Outgoing first, HttpRequest request, Call call)
            throws InterruptedException {
        var out = first;
        for (int hop = 0; ; hop++) {
            var answer = attempts.send(out, request.retries(), call);
            var location = answer.header("Location").filter(it -> !it.isEmpty());
            if (!RedirectRule.followed(answer.status()) || location.isEmpty()) {
                return answer;
            }
            if (hop == RedirectRule.LIMIT) {
                throw new ConnectorException(
                        ErrorCode.TOO_MANY_REDIRECTS,
                        first.target().origin() + " redirects more than " + hop + " times");
            }
            var next = RedirectRule.next(out.target(), location.get());
            out = out.redirected(answer.status(), guard.check(next.origin() + next.target()));
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
