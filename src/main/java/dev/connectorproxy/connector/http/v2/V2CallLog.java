package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.python.UrlText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The `spiff__logs` of one V2 call, with the texts of connector-http but without secrets. SpiffArena writes them to
/// its log, so credentials in the URL are masked, and so are values and path segments that may be credentials. Used by
/// one thread.
final class V2CallLog {
    private static final int MAX_VALUE_LENGTH = 12;
    private static final int MAX_SEGMENT_LENGTH = 20;
    private static final String MASKED = "***";
    private static final List<String> CREDENTIAL_WORDS =
            List.of(
                    "auth", "code", "cred", "jwt", "key", "pass", "pin", "pwd", "secret", "session",
                    "sid", "sig", "token", "bearer", "user", "otp", "csrf");

    private final InstantSource clock;
    private final String url;
    private final List<String> lines = new ArrayList<>();

    /// @param url the masked URL
    V2CallLog(InstantSource clock, String url) {
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

    List<String> lines() {
        return List.copyOf(lines);
    }

    /// Masks the parts of a URL that may be secret.
    static String maskUrl(String url) {
        int authority = url.indexOf("://") + 3;
        if (authority < 3) {
            return "a URL without http:// or https://";
        }
        int path = UrlText.indexOfAny(url, "/?#", authority);
        int query = UrlText.indexOfAny(url, "?#", path);
        int fragment = UrlText.indexOfAny(url, "#", query);
        int at = url.lastIndexOf('@', path - 1);
        var host = at < authority ? url.substring(authority, path) : url.substring(at + 1, path);
        return url.substring(0, authority)
                + host
                + maskPath(url.substring(path, query))
                + maskQuery(url.substring(query, fragment));
    }

    private static String maskPath(String text) {
        return Stream.of(text.split("/", -1))
                .map(segment -> segment.length() > MAX_SEGMENT_LENGTH ? MASKED : segment)
                .collect(Collectors.joining("/"));
    }

    private static String maskQuery(String text) {
        return text.isEmpty()
                ? ""
                : Stream.of(text.substring(1).split("&", -1))
                        .map(V2CallLog::maskField)
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String maskField(String text) {
        int equals = text.indexOf('=');
        var lowerCase =
                text.toLowerCase(
                        Locale.ROOT); // with the value, which may hold further names after a ';'
        boolean secret =
                text.length() - equals - 1 > MAX_VALUE_LENGTH
                        || CREDENTIAL_WORDS.stream().anyMatch(lowerCase::contains);
        return secret ? text.substring(0, equals + 1) + MASKED : text;
    }
}
