package dev.connectorproxy.egress;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// What becomes of a request when its answer is a redirect, by the rules of the Python library `requests` where they are
/// safe. Where the next request goes is for the [Guard] to allow, hop by hop.
final class RedirectRule {
    /// The most hops that are followed.
    static final int LIMIT = 30;

    private static final Set<String> WORDS =
            Set.of("bearer", "jwt", "dpop", "otp", "pass", "pwd", "sig", "sid", "csrf", "xsrf");
    private static final Set<String> FRAGMENTS =
            Set.of(
                    "authorization",
                    "authentication",
                    "cookie",
                    "token",
                    "secret",
                    "session",
                    "password",
                    "passwd",
                    "passphrase",
                    "signature",
                    "credential");

    private RedirectRule() {}

    /// Whether this status asks for another request.
    static boolean followed(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /// The method of the next request. Where it turns from something else into GET, the body and its headers go.
    static String method(int status, String method) {
        return switch (status) {
            case 302, 303 -> method.equals("HEAD") ? method : "GET";
            case 301 -> method.equals("POST") ? "GET" : method;
            default -> method;
        };
    }

    /// Where the next request goes; not yet allowed by the guard.
    ///
    /// @throws ConnectorException `EgressBlocked` for a step from https to http, and what [TargetUrl#parse] throws
    static TargetUrl next(TargetUrl from, String location) {
        var next = from.resolve(escaped(location));
        if (from.scheme().equals("https") && next.scheme().equals("http")) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED,
                    from.host()
                            + " redirects from https to http, which is not followed: ask for the final URL itself");
        }
        return next;
    }

    /// Whether credentials may go along.
    static boolean sameOrigin(TargetUrl one, TargetUrl other) {
        return one.origin().equals(other.origin());
    }

    /// Whether a header of that name is a credential by its words, and so stays behind when the origin changes.
    static boolean credential(String headerName) {
        var name = headerName.toLowerCase(Locale.ROOT);
        if (name.equals("idempotency-key")) {
            return false;
        }
        return FRAGMENTS.stream().anyMatch(name::contains)
                || Arrays.stream(name.split("[^a-z0-9]+")).anyMatch(RedirectRule::credentialWord);
    }

    /// Servers write spaces and bare UTF-8 there, which came in one character an octet; `requests` escapes them, too. What
    /// stands in the host is left for the guard to judge.
    private static String escaped(String location) {
        if (Ascii.all(location, 0, it -> it > ' ' && it < 0x7F)) {
            return location;
        }
        int path = pathOf(location);
        var out = new StringBuilder(location.length() + 16).append(location, 0, path);
        location.substring(path)
                .chars()
                .forEach(it -> {
                    if (it == ' ' || it > 0x7F && it <= 0xFF) {
                        out.append("%%%02X".formatted(it));
                    } else {
                        out.append((char) it);
                    }
                });
        return out.toString();
    }

    private static int pathOf(String location) {
        int colon = UrlReference.schemeEnd(location);
        return location.startsWith("//", colon + 1)
                ? UrlReference.first(location, "/?#", colon + 3)
                : 0;
    }

    private static boolean credentialWord(String word) {
        return WORDS.contains(word)
                || word.endsWith("key")
                || word.endsWith("keys")
                || (word.contains("auth") && !word.startsWith("author"));
    }
}
