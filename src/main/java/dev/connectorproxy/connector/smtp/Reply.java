package dev.connectorproxy.connector.smtp;

import java.util.stream.Collectors;

/// A server's reply, prepared for an error message: on one line, shortened, and with the credentials masked.
record Reply(int code, String text) {
    private static final int LONGEST = 400;

    /// @param lines the lines as the server sent them, each with its code
    /// @param login credentials to be masked
    static Reply of(int code, String lines, Login login) {
        var text =
                lines.lines()
                        .map(line ->
                                line.length() > 4 && line.matches("[0-9]{3}[ -].*")
                                        ? line.substring(4)
                                        : line)
                        .map(line -> line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        var safe = login.masked(text);
        return new Reply(code, safe.length() > LONGEST ? safe.substring(0, LONGEST) + " …" : safe);
    }

    /// Whether it is a transient failure (4xx).
    boolean passing() {
        return code >= 400 && code <= 499;
    }

    /// Whether it is a permanent failure (5xx).
    boolean lasting() {
        return code >= 500 && code <= 599;
    }

    @Override
    public String toString() {
        return code > 0 ? (code + " " + text).strip() : "no SMTP reply";
    }
}
