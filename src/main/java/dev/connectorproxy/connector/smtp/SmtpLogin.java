package dev.connectorproxy.connector.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// User name and password for the server; both are empty when there is no login.
record SmtpLogin(String user, String password) {
    private static final SmtpLogin NONE = new SmtpLogin("", "");

    /// There is a login only if both are given, as in SpiffArena's own SMTP connector.
    static SmtpLogin of(String user, String password) {
        return user.isEmpty() || password.isEmpty() ? NONE : new SmtpLogin(user, password);
    }

    boolean isGiven() {
        return !password.isEmpty();
    }

    /// The message of the SASL mechanism PLAIN (RFC 4616), in base64.
    String plainMessage() {
        return base64("\0" + user + "\0" + password);
    }

    /// The user name as the mechanism LOGIN sends it.
    String encodedUser() {
        return base64(user);
    }

    /// The password as the mechanism LOGIN sends it.
    String encodedPassword() {
        return base64(password);
    }

    /// Masks the password in a text of the server, as well as the encoded forms of user name and password.
    String mask(String text) {
        if (!isGiven()) {
            return text;
        }
        var safe = text;
        for (var secret : List.of(plainMessage(), encodedPassword(), encodedUser(), password)) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }

    @Override
    public String toString() {
        return isGiven() ? "Login[***]" : "Login[none]";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
