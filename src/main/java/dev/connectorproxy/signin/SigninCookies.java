package dev.connectorproxy.signin;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The cookies that bind sign-ins to the browser that began them, one for each sign-in under way: out of reach for scripts,
/// sent along when the provider leads the browser back, and, over https, unforgeable by sibling hosts (`__Host-`, RFC 6265bis).
final class SigninCookies {
    private static final String NAME = "connector-proxy-signin-";
    private static final String HOST_NAME = "__Host-" + NAME;

    /// How many sign-ins a browser may have under way: their cookies go into the head of every request.
    private static final int MOST = 4;

    /// What browsers take for one cookie, name and value together.
    private static final int LARGEST = 4096;

    private final List<Cookie> shown;

    private record Cookie(String name, String value) {}

    /// @param headers the values of the request's `Cookie` headers
    SigninCookies(List<String> headers) {
        shown =
                headers.stream()
                        .flatMap(it -> Stream.of(it.split(";")))
                        .map(it -> it.strip().split("=", 2))
                        .filter(it -> it.length == 2)
                        .filter(it -> it[0].startsWith(NAME) || it[0].startsWith(HOST_NAME))
                        .map(it -> new Cookie(it[0], it[1]))
                        .toList();
    }

    /// The values of the cookies of that sign-in; more than one if somebody planted others.
    Stream<String> of(State state, boolean https) {
        var name = name(state, https);
        return shown.stream().filter(it -> it.name().equals(name)).map(Cookie::value);
    }

    /// The `Set-Cookie` values that begin a sign-in, and end the oldest ones of this browser if there are too many.
    List<String> begin(State state, boolean https, String sealed, Duration lifetime) {
        var name = name(state, https);
        if (name.length() + sealed.length() > LARGEST) {
            throw SigninFailure.badRequest(
                    "The redirect_url in the link to this page is too long: a browser could not keep it.");
        }
        var names = shown.stream().map(Cookie::name).distinct().toList();
        return Stream.concat(
                        names.stream()
                                .limit(Math.max(0, names.size() - MOST + 1))
                                .map(it -> set(it, "", 0)),
                        Stream.of(set(name, sealed, Math.max(1, lifetime.toSeconds()))))
                .toList();
    }

    /// The `Set-Cookie` value that ends a sign-in.
    static String end(State state, boolean https) {
        return set(name(state, https), "", 0);
    }

    private static String name(State state, boolean https) {
        return (https ? HOST_NAME : NAME) + state.nonce().substring(0, 8);
    }

    private static String set(String name, String value, long seconds) {
        return name
                + "="
                + value
                + "; Path=/; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Lax"
                + (name.startsWith(HOST_NAME) ? "; Secure" : "");
    }
}
