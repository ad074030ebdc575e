package dev.connectorproxy.signin;

import java.time.Instant;
import java.util.Objects;

/// The `state` of one authorisation request: which sign-in it is, and until when it may be answered.
///
/// @param text as it goes over the wire: nonce, end and signature
/// @param nonce names the sign-in
record State(String text, String nonce, Instant end) {
    State {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(end, "end");
    }
}
