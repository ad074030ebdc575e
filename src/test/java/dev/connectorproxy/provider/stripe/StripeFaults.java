package dev.connectorproxy.provider.stripe;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// The faults of the contract server: first the queued ones, one per request, then a random share of all requests by
/// the seed. Thread-safe.
public final class StripeFaults {
    private final Queue<Fault> line = new ConcurrentLinkedQueue<>();
    private final Random random;
    private volatile int percent;
    private volatile Supplier<List<Fault>> draws = List::of;

    StripeFaults(long seed) {
        this.random = new Random(seed);
    }

    /// A fault.
    public sealed interface Fault {

        /// An error with Stripe's error object, or without one when the type is empty.
        record Refused(int status, String type, String code) implements Fault {}

        /// A response with this body.
        record Response(int status, String body) implements Fault {}

        /// The connection is closed in the middle of the body.
        record Cut() implements Fault {}

        /// The normal response, delayed.
        record Slow(Duration delay) implements Fault {}
    }

    /// Queues faults for the next requests.
    public void next(int times, Fault fault) {
        line.addAll(Collections.nCopies(times, fault));
    }

    /// The percentage of requests with a random fault: 429 bursts, 500s, 503s, incomplete responses.
    public void share(int ofHundred) {
        percent = ofHundred;
    }

    /// Adds random faults for a request without a queued one, and for those after it.
    public void draws(Supplier<List<Fault>> each) {
        draws = each;
    }

    Optional<Fault> take() {
        var fault = line.poll();
        if (fault != null) {
            return Optional.of(fault);
        }
        line.addAll(draws.get());
        if (percent > 0) {
            draw();
        }
        return Optional.ofNullable(line.poll());
    }

    private void draw() {
        int draw = random.nextInt(100); // Random is thread-safe
        if (draw >= percent) {
            return;
        }
        switch (draw % 4) {
            case 0 -> next(2, new Fault.Refused(429, "invalid_request_error", "rate_limit"));
            case 1 -> next(1, new Fault.Refused(500, "api_error", ""));
            case 2 -> next(1, new Fault.Response(503, "<html>"));
            default -> next(1, new Fault.Cut());
        }
    }
}
