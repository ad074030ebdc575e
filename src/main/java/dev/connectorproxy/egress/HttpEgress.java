package dev.connectorproxy.egress;

import dev.connectorproxy.deadline.Watchdog;
import dev.connectorproxy.egress.target.EgressPolicy;
import dev.connectorproxy.egress.target.RedirectRule;
import dev.connectorproxy.egress.target.SystemResolver;
import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sends HTTP requests to upstreams: puts the policy, limits, connections, retries and redirects together. One per
/// process. Thread-safe; call it on virtual threads, because it blocks.
public final class HttpEgress implements Egress, AutoCloseable {
    private static final int MIN_MILLIS_SHOWN_AS_SECONDS = 950;

    private final EgressPolicy policy;
    private final int maxRequestBytes;
    private final ExchangeSender sender;
    private final RetryExecutor retryExecutor = RetryExecutor.create();

    /// An egress that resolves host names with the JDK's resolver.
    public static HttpEgress create(EgressSettings settings) {
        return create(settings, Shares.NONE, ExchangeListener.NONE);
    }

    /// An egress that resolves host names with the JDK's resolver.
    ///
    /// @param shares how the callers share the limits
    public static HttpEgress create(
            EgressSettings settings, Shares shares, ExchangeListener listener) {
        var resolver = new SystemResolver(settings.timeouts().dns());
        var policy =
                new EgressPolicy(settings.allow(), resolver).with(settings.internationalHosts());
        return new HttpEgress(settings, policy, shares, listener);
    }

    HttpEgress(
            EgressSettings settings, EgressPolicy guard, Shares shares, ExchangeListener listener) {
        this.policy = guard;
        this.maxRequestBytes = settings.limits().requestBytes();
        this.sender = new ExchangeSender(settings, guard, shares, listener);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var time = call.left();
        var target = policy.check(request.url());
        var prepared =
                PreparedRequest.of(request, target, maxRequestBytes).withAbsent(call.passedOn());
        call.secretPolicy().admit(target.origin());
        prepared.requireNoForbiddenSecret(call.secretPolicy());
        call.memory().take(request.body().map(body -> body.length).orElse(0));
        if (!time.isPositive()) {
            throw timedOut(target, time);
        }
        try (var _ = Watchdog.interruptAt(call.deadline())) {
            return request.redirects() == Redirects.RETURN
                    ? sendWithRetries(prepared, request.retries(), call)
                    : followRedirects(prepared, request, call);
        } catch (InterruptedException _) {
            // restore the interrupt status, unless the watchdog set it because the deadline has
            // passed
            if (call.left().isPositive()) {
                Thread.currentThread().interrupt();
            }
            throw timedOut(target, time);
        }
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return policy.resolve(host, port, protocolPorts).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /// What each caller uses, by the name of the limit: its requests to all targets, and its connections.
    public Map<String, LimitUsage> usage() {
        return sender.usage();
    }

    /// Closes all connections at once, also those of requests in flight.
    @Override
    public void close() {
        sender.close();
    }

    private HttpResponse sendWithRetries(PreparedRequest prepared, Retries retries, Call call)
            throws InterruptedException {
        return retryExecutor.send(
                prepared.method(), retries, call, _ -> sender.send(prepared, call));
    }

    private HttpResponse followRedirects(PreparedRequest first, HttpRequest request, Call call)
            throws InterruptedException {
        var prepared = first;
        var cookies = new CookieJar();
        for (int hop = 0; ; hop++) {
            var response =
                    sendWithRetries(
                            cookies.header(prepared.target(), call.secretPolicy())
                                    .map(prepared::withCookies)
                                    .orElse(prepared),
                            request.retries(),
                            call);
            var location = response.header("Location").filter(value -> !value.isEmpty());
            if (!RedirectRule.isRedirect(response.status()) || location.isEmpty()) {
                return response;
            }
            if (hop == RedirectRule.MAX_REDIRECTS) {
                throw new ConnectorException(
                        ErrorCode.TOO_MANY_REDIRECTS,
                        first.target().origin() + " redirects more than " + hop + " times");
            }
            var next = policy.redirectTarget(prepared.target(), location.get());
            if (request.redirects() == Redirects.SAME_ORIGIN
                    && !RedirectRule.keepsCredentials(prepared.target(), next)) {
                return response;
            }
            cookies.store(prepared.target(), response);
            prepared =
                    prepared.redirected(response.status(), policy.check(next), call.secretPolicy());
        }
    }

    private static ConnectorException timedOut(TargetUrl target, Duration time) {
        var span =
                time.toMillis() > MIN_MILLIS_SHOWN_AS_SECONDS
                        ? Math.round(time.toMillis() / 1000.0) + " s"
                        : Math.max(0, time.toMillis()) + " ms";
        return new ConnectorException(
                ErrorCode.READ_TIMEOUT,
                "no complete answer from " + target.origin() + " within " + span);
    }
}
