package dev.connectorproxy.demo;

import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.generic.PspFault;
import dev.connectorproxy.provider.stripe.StripeFaults;
import dev.connectorproxy.provider.wise.WiseServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What goes wrong at the servers of the demo, for a share of their requests by a seed: bursts of 429, 500s, slow answers,
/// answers that are cut off, and rows that are deleted before the next page. Thread-safe.
final class DemoFaults {
    private final Random random;
    private final int percent;
    private final Duration pause;

    /// @param percent of the requests at which something goes wrong, 0–100
    /// @param pause of slow answers
    DemoFaults(long seed, int percent, Duration pause) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("faults must be 0 to 100 percent: " + percent);
        }
        this.random = new Random(seed);
        this.percent = percent;
        this.pause = pause;
    }

    /// The ways in which a request goes wrong.
    enum Way {
        /// This one and the two that follow are too many.
        BURST,
        ERROR,
        SLOW,
        CUT,
        /// The oldest payment is deleted. Stripe, which deletes none, answers as ever.
        DELETION
    }

    /// What the next request meets with.
    Optional<Way> draw() {
        var ways = Way.values();
        return random.nextInt(100) < percent // Random is thread-safe
                ? Optional.of(ways[random.nextInt(ways.length)])
                : Optional.empty();
    }

    void at(GenericPsp server) {
        var tooMany = new PspFault.Status(429, Optional.of("1"));
        server.faults(_ ->
                draw().flatMap(way ->
                        switch (way) {
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

    void at(StripeFaults server) {
        var tooMany = new StripeFaults.Fault.Refused(429, "invalid_request_error", "rate_limit");
        server.draws(() ->
                draw().map(way ->
                                switch (way) {
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

    void at(WiseServer server) {
        var tooMany = WiseServer.Fault.tooMany(1);
        server.before(_ ->
                draw().ifPresent(way -> {
                    switch (way) {
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
                .ifPresent(oldest -> server.data().removeTransfers(it -> it.id() == oldest.id()));
    }
}
