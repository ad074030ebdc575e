package dev.connectorproxy.connector.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// User name and password for the server; both are empty when there is no login.
record Login(String user, String password) {
    private static final Login NONE = new Login("", "");

    /// There is a login only if both are given, as in SpiffArena's own SMTP connector.
    static Login of(String user, String password) {
        return user.isEmpty() || password.isEmpty() ? NONE : new Login(user, password);
    }

    boolean given() {
        return !password.isEmpty();
    }

    /// The message of the SASL mechanism PLAIN (RFC 4616), in base64.
    String plain() {
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
    String masked(String text) {
        var safe = text;
        for (var secret :
                given()
                        ? List.of(plain(), encodedPassword(), encodedUser(), password)
                        : List.<String>of()) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }

    @Override
    public String toString() {
        return given() ? "Login[***]" : "Login[none]";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
