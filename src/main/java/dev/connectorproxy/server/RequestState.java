package dev.connectorproxy.server;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.RequestException;

/// The state of the current request of a connection. Used by the connection's thread only.
final class RequestState {
    private static final long CHUNKED = -1;

    private Stage stage = Stage.LINE;
    private long deadline;
    private long remainingBody;
    private boolean headMethod;
    private boolean http10;
    private boolean continueExpected;
    private boolean responseStarted;
    private boolean closing;
    private boolean identified;

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
    void reset() {
        stage = Stage.LINE;
        deadline = 0;
        remainingBody = 0;
        headMethod = false;
        http10 = false;
        continueExpected = false;
        responseStarted = false;
    }

    void requestLineRead(HttpPrologue line) {
        stage = Stage.HEADERS;
        headMethod = line.method().equals(Method.HEAD);
    }

    /// The request is one of HTTP/1.0: it need not name a host, and its response is the last of the connection, not
    /// chunked, and without `100 Continue` before it.
    void http10() {
        http10 = true;
        closing = true;
    }

    boolean isHttp10() {
        return http10;
    }

    /// @throws RequestException ambiguous framing, or a missing or invalid host
    void headersRead(Headers headers) {
        RequestFraming.checkHost(headers, !http10);
        var framing = RequestFraming.ofHeaders(headers);
        if (http10 && framing.chunked()) {
            throw RequestFraming.badRequest("HTTP/1.0 has no chunked bodies");
        }
        stage = Stage.BODY;
        deadline = 0;
        remainingBody = framing.chunked() ? CHUNKED : framing.length();
        continueExpected = framing.continueExpected() && !http10;
        closing |= framing.close();
    }

    /// The deadline for the part of the request that is being read; set by the first wait for this part.
    ///
    /// @param now a reading of [ClientTimeout#now()]
    long deadline(long now, ConnectionTimeouts timeouts) {
        if (deadline == 0) {
            deadline = now + (stage == Stage.BODY ? timeouts.body() : timeouts.head());
        }
        return deadline;
    }

    boolean isChunked() {
        return remainingBody == CHUNKED;
    }

    /// Bytes of a body with `Content-Length` have been read.
    void bodyBytesRead(int bytes) {
        remainingBody -= bytes;
    }

    void bodyEnded() {
        remainingBody = 0;
    }

    /// Whether the method is `HEAD`, so that the response must have no body.
    boolean isHead() {
        return headMethod;
    }

    void continueSent() {
        continueExpected = false;
    }

    /// Whether the caller on this connection is known, by this request or an earlier one.
    boolean isIdentified() {
        return identified;
    }

    void identify() {
        identified = true;
    }

    /// The response is about to be sent. A client that waits for `100 Continue` but gets the final response may send
    /// the body or not (RFC 9110, section 10.1.1), so the connection cannot be reused.
    void responseStarts(boolean close) {
        responseStarted = true;
        closing |= close || continueExpected && remainingBody != 0;
    }

    boolean isResponseStarted() {
        return responseStarted;
    }

    /// No further request may be read from this connection, because either side asked for that or because the start of
    /// the next request is unknown.
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /// Whether the response was sent while the peer may still be sending the request.
    boolean hasRespondedEarly() {
        return responseStarted && (stage != Stage.BODY || remainingBody != 0);
    }
}
