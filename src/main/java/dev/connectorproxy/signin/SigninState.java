package dev.connectorproxy.signin;

import java.time.Instant;
import java.util.Objects;

/// The `state` parameter of an authorization request (RFC 6749, section 4.1.1), which identifies a sign-in.
///
/// @param text the value of the parameter: nonce, expiry and signature, in base64url
/// @param nonce identifies the sign-in
/// @param expiry when the sign-in can no longer be finished
record SigninState(String text, String nonce, Instant expiry) {
    SigninState {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(expiry, "expiry");
    }
}
