package dev.connectorproxy.server;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;

/// The state of the current request of a connection. Used by the connection's thread only.
final class Exchange {
    private static final long CHUNKED = -1;

    private Stage stage = Stage.LINE;
    private long deadline;
    private long bodyLeft;
    private boolean head;
    private boolean continueAwaited;
    private boolean answered;
    private boolean closing;

    /// How far the request has been read.
    enum Stage {
        LINE,
        HEADERS,
        BODY
    }

    Stage stage() {
        return stage;
    }

    /// Resets the state for the next request of the same connection.
    void next() {
        stage = Stage.LINE;
        deadline = 0;
        bodyLeft = 0;
        head = false;
        continueAwaited = false;
        answered = false;
    }

    /// The request line has been read.
    void line(HttpPrologue line) {
        stage = Stage.HEADERS;
        head = line.method().equals(Method.HEAD);
    }

    /// The headers have been read.
    void headers(Headers headers) {
        var framing = Framing.of(headers);
        stage = Stage.BODY;
        deadline = 0;
        bodyLeft = framing.chunked() ? CHUNKED : framing.length();
        continueAwaited = framing.continueAwaited();
        closing |= framing.close();
    }

    /// The deadline for the part of the request that is being read; set by the first wait for this part.
    ///
    /// @param now a reading of [PeerTimeout#now()]
    long deadline(long now, Patience timeouts) {
        if (deadline == 0) {
            deadline = now + (stage == Stage.BODY ? timeouts.body() : timeouts.head());
        }
        return deadline;
    }

    boolean chunked() {
        return bodyLeft == CHUNKED;
    }

    /// Bytes of a body with `Content-Length` have been read.
    void read(int bytes) {
        bodyLeft -= bytes;
    }

    /// The whole body has been read.
    void bodyEnded() {
        bodyLeft = 0;
    }

    /// Whether the method is `HEAD`, so that the response must have no body.
    boolean head() {
        return head;
    }

    /// `100 Continue` has been sent.
    void continued() {
        continueAwaited = false;
    }

    /// The response is about to be sent. A client that waits for `100 Continue` but gets the final response may send
    /// the body or not (RFC 9110, section 10.1.1), so the connection cannot be reused.
    void answer(boolean close) {
        answered = true;
        closing |= close || continueAwaited && bodyLeft != 0;
    }

    boolean answered() {
        return answered;
    }

    /// No further request may be read from this connection, because either side asked for that or because the start of
    /// the next request is unknown.
    void close() {
        closing = true;
    }

    boolean closing() {
        return closing;
    }

    /// Whether the response was sent while the peer may still be sending the request.
    boolean answeredEarly() {
        return answered && (stage != Stage.BODY || bodyLeft != 0);
    }
}
