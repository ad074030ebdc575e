package dev.connectorproxy.connector.smtp;

import java.util.stream.Collectors;

/// A server's reply, fit for a message: in one line, not too long, without what the server must not give away.
record Reply(int code, String text) {
    private static final int LONGEST = 400;

    /// @param lines as the server sent them, each with its code
    /// @param login whose secrets the reply may repeat
    static Reply of(int code, String lines, Login login) {
        var text =
                lines.lines()
                        .map(it ->
                                it.length() > 4 && it.matches("[0-9]{3}[ -].*")
                                        ? it.substring(4)
                                        : it)
                        .map(it -> it.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.joining(" "));
        var safe = login.masked(text);
        return new Reply(code, safe.length() > LONGEST ? safe.substring(0, LONGEST) + " …" : safe);
    }

    /// Whether the server may think better of it.
    boolean passing() {
        return code >= 400 && code <= 499;
    }

    /// Whether it will not.
    boolean lasting() {
        return code >= 500 && code <= 599;
    }

    @Override
    public String toString() {
        return code > 0 ? (code + " " + text).strip() : "no SMTP reply";
    }
}
