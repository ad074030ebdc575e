package dev.connectorproxy.connector.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// User name and secret for the server; both are empty when there is no login.
///
/// @param secret a password, or an OAuth 2 access token
/// @param token whether it is an access token
record SmtpLogin(String user, String secret, boolean token) {
    private static final SmtpLogin NONE = new SmtpLogin("", "", false);

    /// There is a login only if both are given, as in SpiffArena's own SMTP connector.
    static SmtpLogin of(String user, String password) {
        return user.isEmpty() || password.isEmpty() ? NONE : new SmtpLogin(user, password, false);
    }

    static SmtpLogin ofToken(String user, String token) {
        return new SmtpLogin(user, token, true);
    }

    boolean isGiven() {
        return !secret.isEmpty();
    }

    /// The mechanisms for this login, the preferred one first.
    List<SaslMechanism> mechanisms() {
        return Arrays.stream(SaslMechanism.values())
                .filter(mechanism -> mechanism.forToken() == token)
                .toList();
    }

    /// The message of the SASL mechanism PLAIN (RFC 4616), in base64.
    String plainMessage() {
        return base64("\0" + user + "\0" + secret);
    }

    /// The user name as the mechanism LOGIN sends it.
    String encodedUser() {
        return base64(user);
    }

    /// The password as the mechanism LOGIN sends it.
    String encodedPassword() {
        return base64(secret);
    }

    /// Masks the secret in a text of the server, as well as the encoded forms of user name and secret. It stops
    /// after a number of characters, so that a long text costs no more than a short one.
    ///
    /// @param length how many characters of the masked text are needed at least
    String mask(String text, int length) {
        if (!isGiven()) {
            return text;
        }
        var secrets =
                Stream.concat(
                                mechanisms().stream().map(one -> one.initialResponse(this)),
                                Stream.of(encodedPassword(), encodedUser(), secret))
                        .filter(one -> !one.isEmpty())
                        .toList();
        var safe = new StringBuilder();
        for (int at = 0; at < text.length() && safe.length() < length; ) {
            int start = at;
            var secret = secrets.stream().filter(one -> text.startsWith(one, start)).findFirst();
            safe.append(secret.isPresent() ? "***" : text.charAt(start));
            at += secret.map(String::length).orElse(1);
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return isGiven() ? "Login[***]" : "Login[none]";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
