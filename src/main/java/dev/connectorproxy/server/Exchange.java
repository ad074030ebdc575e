package dev.connectorproxy.server;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;

/// Where one connection stands in its current request. Used by the connection's thread only.
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

    /// A further request follows on the same connection.
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

    /// When the part being read must be there: fixed by the first wait within it.
    long deadline(long now, Patience patience) {
        if (deadline == 0) {
            deadline = now + (stage == Stage.BODY ? patience.body() : patience.head());
        }
        return deadline;
    }

    boolean chunked() {
        return bodyLeft == CHUNKED;
    }

    /// Some of a body of known length has been read.
    void read(int bytes) {
        bodyLeft -= bytes;
    }

    /// The body has been read to its end.
    void bodyEnded() {
        bodyLeft = 0;
    }

    /// Whether the answer must have no body.
    boolean head() {
        return head;
    }

    /// `100 Continue` has been sent.
    void continued() {
        continueAwaited = false;
    }

    /// The answer is about to be sent. Whoever awaits `100 Continue` and gets a final answer may send the body or not: what
    /// comes next on this connection is anybody's guess.
    void answer(boolean close) {
        answered = true;
        closing |= close || continueAwaited && bodyLeft != 0;
    }

    boolean answered() {
        return answered;
    }

    /// No further request may be read from this connection, because it is wanted so or because nobody knows where the next
    /// one would begin.
    void close() {
        closing = true;
    }

    boolean closing() {
        return closing;
    }

    /// Whether the peer was answered while it may still be sending the request.
    boolean answeredEarly() {
        return answered && (stage != Stage.BODY || bodyLeft != 0);
    }
}
