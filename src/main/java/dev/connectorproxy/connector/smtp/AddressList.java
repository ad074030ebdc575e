package dev.connectorproxy.connector.smtp;

import java.util.ArrayList;
import java.util.List;

/// Splits a list of e-mail addresses at commas and semicolons, which Outlook writes, outside quoted strings, comments
/// and angle brackets (RFC 5322, section 3.2).
final class AddressList {
    private final String text;
    private final List<String> entries = new ArrayList<>();
    private int comments;
    private boolean quoted;
    private boolean bracketed;

    private AddressList(String text) {
        this.text = text;
    }

    /// The entries that are not blank.
    static List<String> split(String text) {
        var list = new AddressList(text);
        list.scan();
        return list.entries.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    private void scan() {
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && (quoted || comments > 0)) {
                at++;
            } else if ((c == ',' || c == ';') && !quoted && comments == 0 && !bracketed) {
                entries.add(text.substring(start, at));
                start = at + 1;
            } else {
                enterOrLeave(c);
            }
        }
        entries.add(text.substring(start));
    }

    private void enterOrLeave(char c) {
        if (quoted) {
            quoted = c != '"';
            return;
        }
        switch (c) {
            case '"' -> quoted = comments == 0;
            case '(' -> comments++;
            case ')' -> comments = Math.max(0, comments - 1);
            case '<' -> bracketed = comments == 0;
            case '>' -> bracketed = bracketed && comments > 0;
            default -> {}
        }
    }
}
