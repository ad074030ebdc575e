package dev.connectorproxy.connector.smtp;

import java.util.stream.Collectors;

/// A server's reply, prepared for an error message: on one line, shortened, and with the credentials masked.
record SmtpReply(int code, String text) {
    private static final int MAX_LENGTH = 400;

    /// @param lines the lines as the server sent them, each with its code
    /// @param login credentials to be masked
    static SmtpReply of(int code, String lines, SmtpLogin login) {
        var text =
                lines.lines()
                        .map(line ->
                                line.length() > 4 && line.matches("[0-9]{3}[ -].*")
                                        ? line.substring(4)
                                        : line)
                        .map(line -> line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        var safe = login.mask(text, MAX_LENGTH + 1);
        return new SmtpReply(
                code, safe.length() > MAX_LENGTH ? safe.substring(0, MAX_LENGTH) + " …" : safe);
    }

    /// Whether it is a transient failure (4xx).
    boolean isTransient() {
        return code >= 400 && code <= 499;
    }

    /// Whether it is a permanent failure (5xx).
    boolean isPermanent() {
        return code >= 500 && code <= 599;
    }

    @Override
    public String toString() {
        return code > 0 ? (code + " " + text).strip() : "no SMTP reply";
    }
}
