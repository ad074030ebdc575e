package dev.connectorproxy.demo;

import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.generic.PspFault;
import dev.connectorproxy.provider.stripe.StripeFaults;
import dev.connectorproxy.provider.wise.WiseServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Injects faults into a share of the requests to the demo servers, by a seed: bursts of 429, 500s, slow responses,
/// truncated responses, and rows that are deleted before the next page. Thread-safe.
final class DemoFaults {
    private final Random random;
    private final int percent;
    private final Duration pause;

    /// @param percent the share of requests with a fault, 0 to 100
    /// @param pause before a slow response
    DemoFaults(long seed, int percent, Duration pause) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("faults must be 0 to 100 percent: " + percent);
        }
        this.random = new Random(seed);
        this.percent = percent;
        this.pause = pause;
    }

    /// The kinds of faults.
    enum Kind {
        /// 429 for this request and the next two.
        BURST,
        ERROR,
        SLOW,
        CUT,
        /// The oldest payment is deleted; no effect on Stripe, which deletes none.
        DELETION
    }

    /// The fault of the next request, if any.
    Optional<Kind> draw() {
        var kinds = Kind.values();
        return random.nextInt(100) < percent // Random is thread-safe
                ? Optional.of(kinds[random.nextInt(kinds.length)])
                : Optional.empty();
    }

    void injectInto(GenericPsp server) {
        var tooMany = new PspFault.Status(429, Optional.of("1"));
        server.faults(_ ->
                draw().flatMap(fault ->
                        switch (fault) {
                            case BURST -> {
                                server.next(tooMany);
                                server.next(tooMany);
                                yield Optional.of(tooMany);
                            }
                            case ERROR -> Optional.of(new PspFault.Status(500));
                            case SLOW -> Optional.of(new PspFault.Slow(pause));
                            case CUT -> Optional.of(new PspFault.Cut());
                            case DELETION -> {
                                server.transactions().removeOldest();
                                yield Optional.empty();
                            }
                        }));
    }

    void injectInto(StripeFaults server) {
        var tooMany = new StripeFaults.Fault.Refused(429, "invalid_request_error", "rate_limit");
        server.draws(() ->
                draw().map(fault ->
                                switch (fault) {
                                    case BURST ->
                                            List.<StripeFaults.Fault>of(tooMany, tooMany, tooMany);
                                    case ERROR ->
                                            List.<StripeFaults.Fault>of(
                                                    new StripeFaults.Fault.Refused(
                                                            500, "api_error", ""));
                                    case SLOW ->
                                            List.<StripeFaults.Fault>of(
                                                    new StripeFaults.Fault.Slow(pause));
                                    case CUT ->
                                            List.<StripeFaults.Fault>of(
                                                    new StripeFaults.Fault.Cut());
                                    case DELETION -> List.<StripeFaults.Fault>of();
                                })
                        .orElse(List.of()));
    }

    void injectInto(WiseServer server) {
        var tooMany = WiseServer.Fault.tooMany(1);
        server.before(_ ->
                draw().ifPresent(fault -> {
                    switch (fault) {
                        case BURST -> server.next(tooMany, tooMany, tooMany);
                        case ERROR -> server.next(WiseServer.Fault.status(500));
                        case SLOW -> server.next(new WiseServer.Fault.Slow(pause));
                        case CUT -> server.next(new WiseServer.Fault.Cut());
                        case DELETION -> deleteOldest(server);
                    }
                }));
    }

    private static void deleteOldest(WiseServer server) {
        server.data().transfers().stream()
                .findFirst()
                .ifPresent(oldest ->
                        server.data().removeTransfers(transfer -> transfer.id() == oldest.id()));
    }
}
