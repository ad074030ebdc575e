package dev.connectorproxy.signin;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The cookies that bind a sign-in to the browser that started it, one for each pending sign-in. Scripts cannot read
/// them (`HttpOnly`), the browser sends them when the provider redirects back (`SameSite=Lax`), and over https
/// sibling hosts cannot set them (`__Host-`, RFC 6265bis).
final class SigninCookies {
    private static final String NAME = "connector-proxy-signin-";
    private static final String HOST_NAME = "__Host-" + NAME;

    /// Pending sign-ins of one browser; limited because every request carries their cookies.
    private static final int MAX_COOKIES = 4;

    /// Bytes of name and value together that browsers accept for one cookie (RFC 6265, section 6.1).
    private static final int MAX_COOKIE_BYTES = 4096;

    private final List<Cookie> received;

    private record Cookie(String name, String value) {}

    /// @param headers the values of the request's `Cookie` headers
    SigninCookies(List<String> headers) {
        received =
                headers.stream()
                        .flatMap(header -> Stream.of(header.split(";")))
                        .map(pair -> pair.strip().split("=", 2))
                        .filter(pair -> pair.length == 2)
                        .filter(pair -> pair[0].startsWith(NAME) || pair[0].startsWith(HOST_NAME))
                        .map(pair -> new Cookie(pair[0], pair[1]))
                        .toList();
    }

    /// The values of the cookies of a sign-in; more than one if another host has set cookies with the same name.
    Stream<String> valuesOf(SigninState state, boolean https) {
        var name = name(state, https);
        return received.stream().filter(cookie -> cookie.name().equals(name)).map(Cookie::value);
    }

    /// The `Set-Cookie` values that start a sign-in, and remove the oldest pending ones of this browser if there are
    /// too many.
    List<String> startHeaders(SigninState state, boolean https, String sealed, Duration lifetime) {
        var name = name(state, https);
        if (name.length() + sealed.length() > MAX_COOKIE_BYTES) {
            throw SigninFailure.badRequest(
                    "The redirect_url in the link to this page is too long: a browser could not keep it.");
        }
        var names = received.stream().map(Cookie::name).distinct().toList();
        return Stream.concat(
                        names.stream()
                                .limit(Math.max(0, names.size() - MAX_COOKIES + 1))
                                .map(oldest -> toSetCookie(oldest, "", 0)),
                        Stream.of(toSetCookie(name, sealed, Math.max(1, lifetime.toSeconds()))))
                .toList();
    }

    /// The `Set-Cookie` value that removes the cookie of a sign-in.
    static String removalHeader(SigninState state, boolean https) {
        return toSetCookie(name(state, https), "", 0);
    }

    private static String name(SigninState state, boolean https) {
        return (https ? HOST_NAME : NAME) + state.nonce().substring(0, 8);
    }

    private static String toSetCookie(String name, String value, long seconds) {
        return name
                + "="
                + value
                + "; Path=/; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Lax"
                + (name.startsWith(HOST_NAME) ? "; Secure" : "");
    }
}
