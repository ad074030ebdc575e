package dev.connectorproxy.connector.http;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The `spiff__logs` of one V2 call, with the texts of connector-http but without secrets. SpiffArena writes them to
/// its log, so credentials in the URL are masked, and so are values and path segments that may be credentials. Used by
/// one thread.
final class V2Log {
    private static final int LONGEST_VALUE = 12;
    private static final int LONGEST_SEGMENT = 20;
    private static final String MASKED = "***";
    private static final List<String> CREDENTIALS =
            List.of(
                    "auth", "code", "cred", "jwt", "key", "pass", "pin", "pwd", "secret", "session",
                    "sid", "sig", "token", "bearer", "user", "otp", "csrf");

    private final InstantSource clock;
    private final String url;
    private final List<String> lines = new ArrayList<>();

    /// @param url the masked URL
    V2Log(InstantSource clock, String url) {
        this.clock = clock;
        this.url = url;
    }

    void add(String line) {
        var now = clock.instant();
        lines.add("[%d.%06d] %s".formatted(now.getEpochSecond(), now.getNano() / 1000, line));
    }

    /// Adds a line that ends with the URL.
    void addUrl(String line) {
        add(line + " " + url);
    }

    /// The lines so far.
    List<String> lines() {
        return List.copyOf(lines);
    }

    /// Masks the parts of a URL that may be secret.
    static String shown(String url) {
        int authority = url.indexOf("://") + 3;
        if (authority < 3) {
            return "a URL without http:// or https://";
        }
        int path = UrlText.firstOf(url, "/?#", authority);
        int query = UrlText.firstOf(url, "?#", path);
        int fragment = UrlText.firstOf(url, "#", query);
        int at = url.lastIndexOf('@', path - 1);
        var host = at < authority ? url.substring(authority, path) : url.substring(at + 1, path);
        return url.substring(0, authority)
                + host
                + path(url.substring(path, query))
                + query(url.substring(query, fragment));
    }

    private static String path(String text) {
        return Stream.of(text.split("/", -1))
                .map(segment -> segment.length() > LONGEST_SEGMENT ? MASKED : segment)
                .collect(Collectors.joining("/"));
    }

    private static String query(String text) {
        return text.isEmpty()
                ? ""
                : Stream.of(text.substring(1).split("&", -1))
                        .map(V2Log::field)
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String field(String text) {
        int equals = text.indexOf('=');
        var lowerCase =
                text.toLowerCase(
                        Locale.ROOT); // with the value, which may hold further names after a ';'
        boolean secret =
                text.length() - equals - 1 > LONGEST_VALUE
                        || CREDENTIALS.stream().anyMatch(lowerCase::contains);
        return secret ? text.substring(0, equals + 1) + MASKED : text;
    }
}
