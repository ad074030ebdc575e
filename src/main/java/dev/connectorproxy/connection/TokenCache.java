package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The access token of one connection, fetched when it is needed and again shortly before it expires: once, however many
/// calls wait for it. A fetch that fails does so for all who wait, and is not repeated at once. Thread-safe.
final class TokenCache {
    private static final Duration MAX_MARGIN = Duration.ofSeconds(30);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final Token NONE =
            new Token(new AccessToken("", Instant.MIN, Optional.empty()), Instant.MIN);

    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private Token token = NONE; // guarded by lock
    private Optional<CompletableFuture<AccessToken>> fetch = Optional.empty(); // guarded by lock
    private Optional<Failure> failure = Optional.empty(); // guarded by lock
    private Instant nextRenewal = Instant.MIN; // guarded by lock

    /// @param renewal when another one is fetched, shortly before it expires
    private record Token(AccessToken token, Instant renewal) {}

    /// @param pause after which the fetch may be repeated, twice that of the failure before
    private record Failure(ConnectorException cause, Instant end, Duration pause) {}

    TokenCache(InstantSource clock) {
        this.clock = clock;
    }

    /// The token; waits until the deadline of the call if it has to be fetched.
    ///
    /// @param source fetches one, on a thread of its own
    /// @throws ConnectorException why it could not be fetched
    AccessToken get(Supplier<AccessToken> source, Call call) {
        return await(pending(source), call);
    }

    /// Another token than the one that a target has refused; empty if the last one that was fetched for this reason is not
    /// older than a second, so that a target that refuses every token does not cause a fetch at each call.
    ///
    /// @throws ConnectorException why it could not be fetched
    Optional<AccessToken> getInsteadOf(String refused, Supplier<AccessToken> source, Call call) {
        return invalidate(refused)
                ? Optional.of(get(source, call)).filter(other -> !other.value().equals(refused))
                : Optional.empty();
    }

    private boolean invalidate(String refused) {
        lock.lock();
        try {
            if (!token.token().value().equals(refused)) {
                return true; // another call has renewed it already
            }
            var now = clock.instant();
            if (now.isBefore(nextRenewal)) {
                return false;
            }
            nextRenewal = now.plus(MIN_PAUSE);
            token = NONE;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<AccessToken> pending(Supplier<AccessToken> source) {
        var begun = new CompletableFuture<AccessToken>();
        lock.lock();
        try {
            var now = clock.instant();
            if (now.isBefore(token.renewal())) {
                return CompletableFuture.completedFuture(token.token());
            }
            if (fetch.isPresent()) {
                return fetch.get();
            }
            var failed = failure.filter(last -> now.isBefore(last.end()));
            if (failed.isPresent()) {
                return now.isBefore(token.token().expiry())
                        ? CompletableFuture.completedFuture(token.token())
                        : CompletableFuture.failedFuture(failed.get().cause());
            }
            fetch = Optional.of(begun);
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("access-token").start(() -> fetch(source, begun));
        return begun;
    }

    private void fetch(Supplier<AccessToken> source, CompletableFuture<AccessToken> result) {
        try {
            var fetched = source.get();
            ended(() -> succeeded(fetched));
            result.complete(fetched);
        } catch (RuntimeException | Error e) {
            var cause =
                    e instanceof ConnectorException known
                            ? known
                            : new ConnectorException(
                                    ErrorCode.INTERNAL_ERROR, "the access token failed", e);
            ended(() -> failed(cause));
            result.completeExceptionally(cause);
        }
    }

    private void ended(Runnable change) {
        lock.lock();
        try {
            fetch = Optional.empty();
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private void succeeded(AccessToken fetched) {
        var lifetime = Duration.between(clock.instant(), fetched.expiry());
        var tenth = lifetime.dividedBy(10);
        token =
                new Token(
                        fetched,
                        fetched.expiry()
                                .minus(tenth.compareTo(MAX_MARGIN) < 0 ? tenth : MAX_MARGIN));
        failure = Optional.empty();
    }

    private void failed(ConnectorException cause) {
        var pause = failure.map(last -> last.pause().multipliedBy(2)).orElse(MIN_PAUSE);
        var bounded = pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
        failure = Optional.of(new Failure(cause, clock.instant().plus(bounded), bounded));
    }

    private static AccessToken await(CompletableFuture<AccessToken> result, Call call) {
        try {
            return result.get(Math.max(0, call.left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            var cause = (ConnectorException) e.getCause();
            throw new ConnectorException(
                    cause.code(), cause.httpStatus(), cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw late(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(e);
        }
    }

    private static ConnectorException late(Exception cause) {
        return new ConnectorException(
                ErrorCode.READ_TIMEOUT, "there was no access token within the deadline", cause);
    }
}
