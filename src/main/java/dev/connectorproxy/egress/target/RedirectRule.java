package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// How a redirect changes a request: the rules of the Python library `requests`, where they are safe. The target of
/// each hop is checked by the [EgressPolicy].
public final class RedirectRule {
    public static final int MAX_REDIRECTS = 30;

    private static final Set<String> CREDENTIAL_WORDS =
            Set.of("bearer", "jwt", "dpop", "otp", "pass", "pwd", "sig", "sid", "csrf", "xsrf");
    private static final Set<String> CREDENTIAL_FRAGMENTS =
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

    public static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /// The method of the next request. Where it changes to GET, the body and its `Content-*` fields are dropped.
    public static String nextMethod(int status, String method) {
        return switch (status) {
            case 302, 303 -> method.equals("HEAD") ? method : "GET";
            case 301 -> method.equals("POST") ? "GET" : method;
            default -> method;
        };
    }

    /// The target of the next request, not yet checked by the policy.
    ///
    /// @param hosts what to do with a host outside ASCII
    /// @throws ConnectorException `EgressBlocked` for a step from https to http, and what [TargetUrl#parse] throws
    public static TargetUrl nextTarget(TargetUrl from, String location, InternationalHosts hosts) {
        var next = from.resolve(escape(location), hosts::ofLocation);
        if (from.scheme().equals("https") && next.scheme().equals("http")) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED,
                    from.host()
                            + " redirects from https to http, which is not followed: ask for the final URL itself");
        }
        return next;
    }

    /// Whether both have the same origin.
    public static boolean isSameOrigin(TargetUrl one, TargetUrl other) {
        return one.origin().equals(other.origin());
    }

    /// Whether credentials may be sent to the next target, too: to the same origin, and over the step to TLS.
    public static boolean keepsCredentials(TargetUrl from, TargetUrl next) {
        return isSameOrigin(from, next) || toOrigin(from).upgradesTo(toOrigin(next));
    }

    private static HttpOrigin toOrigin(TargetUrl url) {
        return new HttpOrigin(url.scheme(), url.host(), url.port());
    }

    /// Whether the words of a header name say that it carries a credential, which is dropped when the origin changes.
    public static boolean isCredential(String headerName) {
        var name = headerName.toLowerCase(Locale.ROOT);
        if (name.equals("idempotency-key")) {
            return false;
        }
        return CREDENTIAL_FRAGMENTS.stream().anyMatch(name::contains)
                || Arrays.stream(name.split("[^a-z0-9]+")).anyMatch(RedirectRule::isCredentialWord);
    }

    /// Percent-encodes spaces and raw UTF-8 in a `Location`, which some servers send and `requests` escapes, too. The
    /// text is ISO 8859-1, one character per byte. The host is not changed here.
    private static String escape(String location) {
        if (Ascii.allMatch(location, 0, c -> c > ' ' && c < 0x7F)) {
            return location;
        }
        int path = pathStart(location);
        var out = new StringBuilder(location.length() + 16).append(location, 0, path);
        location.substring(path)
                .chars()
                .forEach(c -> {
                    if (c == ' ' || c > 0x7F && c <= 0xFF) {
                        out.append("%%%02X".formatted(c));
                    } else {
                        out.append((char) c);
                    }
                });
        return out.toString();
    }

    private static int pathStart(String location) {
        int colon = UrlReference.schemeEnd(location);
        return location.startsWith("//", colon + 1)
                ? UrlReference.indexOfAny(location, "/?#", colon + 3)
                : 0;
    }

    private static boolean isCredentialWord(String word) {
        return CREDENTIAL_WORDS.contains(word)
                || word.endsWith("key")
                || word.endsWith("keys")
                || (word.contains("auth") && !word.startsWith("author"));
    }
}
