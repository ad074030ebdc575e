package dev.connectorproxy.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// The context of one call of a command: its deadline, its identity, and what receives facts about its outgoing
/// requests for the log line. Passed as a parameter; the same object for all requests that a command sends.
///
/// @param requestId `X-Request-Id` of the caller, or a generated one
/// @param requestIdGiven whether the id came from the caller; only then it is forwarded upstream
/// @param traceparent `traceparent` of the caller (W3C Trace Context), forwarded unchanged
/// @param deadline a value of [System#nanoTime()]
/// @param trail receives the attempts and byte counts of the egress
/// @param memory limits the memory that the bodies of all calls use together
/// @param idempotencyKey identical when the same durable call is restarted after a crash, and different for every other
///     call; present for durable calls only
/// @param task identical when an engine runs the same task of the same process instance again, and different for every other task;
///     empty if the engine does not say which task it is
/// @param caller the name of the API key, or of the callers of a network without one; empty while everybody may call,
///     and for calls of the proxy itself
/// @param secretPolicy where the secrets among the arguments may be sent; the egress applies it
/// @param authorization adds the credentials of the connection that the call names; the egress applies it
/// @param passedOn further request headers of the caller, by name, which the egress adds to requests without them
public record Call(
        String requestId,
        boolean requestIdGiven,
        Optional<String> traceparent,
        long deadline,
        Trail trail,
        Memory memory,
        Optional<String> idempotencyKey,
        Optional<String> task,
        Optional<String> caller,
        SecretPolicy secretPolicy,
        Authorization authorization,
        Map<String, String> passedOn) {
    public Call {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(traceparent, "traceparent");
        Objects.requireNonNull(trail, "trail");
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(secretPolicy, "secretPolicy");
        Objects.requireNonNull(authorization, "authorization");
        passedOn = Map.copyOf(passedOn);
    }

    /// A call of nobody in particular, without a memory limit, that is never restarted after a crash.
    public Call(
            String requestId,
            boolean requestIdGiven,
            Optional<String> traceparent,
            long deadline,
            Trail trail) {
        this(
                requestId,
                requestIdGiven,
                traceparent,
                deadline,
                trail,
                Memory.UNBOUNDED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SecretPolicy.NONE,
                Authorization.NONE,
                Map.of());
    }

    /// A call of the proxy itself, for no caller: with a new id, which is not forwarded.
    public static Call ofProxy(Duration timeout) {
        return new Call(
                UUID.randomUUID().toString(),
                false,
                Optional.empty(),
                System.nanoTime() + timeout.toNanos(),
                Trail.NONE);
    }

    /// The time left until the deadline; zero or negative once it has passed.
    public Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /// The same call with a deadline after that time, unless its own is earlier.
    public Call within(Duration time) {
        return time.compareTo(left()) >= 0
                ? this
                : with(System.nanoTime() + time.toNanos(), trail, secretPolicy, authorization);
    }

    /// The same call with another receiver of facts for the log line.
    public Call with(Trail newTrail) {
        return with(deadline, newTrail, secretPolicy, authorization);
    }

    /// The same call with another policy for secrets.
    public Call with(SecretPolicy policy) {
        return with(deadline, trail, policy, authorization);
    }

    /// The same call with the credentials of another connection.
    public Call with(Authorization newAuthorization) {
        return with(deadline, trail, secretPolicy, newAuthorization);
    }

    private Call with(
            long newDeadline, Trail newTrail, SecretPolicy policy, Authorization newAuthorization) {
        return new Call(
                requestId,
                requestIdGiven,
                traceparent,
                newDeadline,
                newTrail,
                memory,
                idempotencyKey,
                task,
                caller,
                policy,
                newAuthorization,
                passedOn);
    }

    /// Decides where the values of the secrets may be sent that references among the arguments were replaced by: where
    /// the operator has named origins for a secret, only there; otherwise only to the origin to which the call sends its
    /// first HTTP request. An origin is `scheme://host:port`, the port always written. Implementations are thread-safe.
    public interface SecretPolicy {

        /// The policy of a call without secrets, which allows everything.
        SecretPolicy NONE =
                new SecretPolicy() {
                    @Override
                    public void admit(String origin) {}

                    @Override
                    public void admit(String host, int port) {}

                    @Override
                    public boolean forbids(String origin, String text) {
                        return false;
                    }

                    @Override
                    public boolean forbids(String origin, byte[] bytes) {
                        return false;
                    }
                };

        /// Called before the command sends a request; not for the redirects that the egress follows itself.
        ///
        /// @throws ConnectorException `EgressBlocked`: a secret of the call must not be sent to the origin
        void admit(String origin);

        /// Called before the command connects with another protocol than HTTP, or uses a connection that is open.
        ///
        /// @throws ConnectorException `EgressBlocked`: a secret of the call must not be sent to that host
        void admit(String host, int port);

        /// Whether the text contains the value of a secret that must not be sent to that origin, in any of the
        /// encodings that masking finds.
        boolean forbids(String origin, String text);

        /// The same for a text in UTF-8 or ISO 8859-1.
        boolean forbids(String origin, byte[] bytes);
    }

    /// Sends the HTTP requests of a call with the credentials of a named connection, each only to an origin of the
    /// connection; other requests as they are. The command never sees the credentials. Implementations are thread-safe.
    @FunctionalInterface
    public interface Authorization {

        /// Sends every request as it is.
        Authorization NONE = (request, call, egress) -> egress.send(request, call);

        /// Sends one request, a second time with other credentials if the target refuses the first ones with 401.
        ///
        /// @param egress sends what it gets
        /// @throws ConnectorException as [Egress#send]; also `InvalidParameters`: the request has credentials of its own;
        ///     `ConnectorNotConfigured`: the credentials cannot be read or obtained
        HttpResponse send(HttpRequest request, Call call, Egress egress);

        /// The certificate to present when a request goes to that origin, of the first request or a redirect; empty for
        /// that of the settings, if they have one.
        ///
        /// @param origin `https://host:port`, the port always written
        /// @throws ConnectorException `ConnectorNotConfigured`: it cannot be read
        default Optional<ClientCertificate> certificate(String origin) {
            return Optional.empty();
        }
    }

    /// The memory budget for bodies. Reserved bytes are released when the call's response has been sent.
    /// Implementations are thread-safe.
    @FunctionalInterface
    public interface Memory {

        /// A budget without a limit.
        Memory UNBOUNDED = _ -> {};

        /// Reserves so many more bytes before they are allocated; waits for a short time if they are not available at
        /// once.
        ///
        /// @throws ConnectorException `ProxyOverloaded`: the bytes are not available
        void take(long bytes);
    }

    /// Receives what the log line of the call says about outgoing requests. Implementations are thread-safe.
    public interface Trail {

        /// A trail that ignores everything.
        Trail NONE =
                new Trail() {
                    @Override
                    public void attempt(String target) {}

                    @Override
                    public void bytes(long sent, long received) {}
                };

        /// An attempt begins.
        ///
        /// @param target `scheme://host:port`, no path, no query, no userinfo
        void attempt(String target);

        /// The bytes of the request body and of the response body that were transferred in one attempt.
        void bytes(long sent, long received);
    }
}
