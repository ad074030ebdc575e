package dev.connectorproxy.egress;

import dev.connectorproxy.egress.http1.HeaderRules;
import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieIdentityComparator;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.RFC6265CookieSpecFactory;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.core5.http.message.BasicHeader;

/// The cookies that the redirects of one call set, for its next hops (RFC 6265): by domain, no public suffix, by path
/// and, where they say so, over TLS only. Used by one thread.
final class CookieJar {
    private final List<Cookie> cookies = new ArrayList<>(0);

    /// Loaded with the first cookie, since it reads the list of public suffixes.
    private static final class Rfc6265 {
        static final CookieSpec SPEC =
                new RFC6265CookieSpecFactory(PublicSuffixMatcherLoader.getDefault()).create(null);
    }

    /// Keeps the cookies of a response. One that is malformed, expired or not for this origin is ignored.
    void store(TargetUrl from, HttpResponse response) {
        for (var field : response.headers()) {
            if (field.name().equalsIgnoreCase("Set-Cookie")) {
                store(toOrigin(from), field);
            }
        }
    }

    /// The value of the `Cookie` field of a request to that target; empty for none. A cookie is left out where it
    /// contains a secret that must not be sent there.
    Optional<String> header(TargetUrl target, Call.SecretPolicy secrets) {
        if (cookies.isEmpty()) {
            return Optional.empty();
        }
        var origin = toOrigin(target);
        var sent =
                cookies.stream()
                        .filter(cookie -> Rfc6265.SPEC.match(cookie, origin))
                        .filter(cookie -> isAllowed(cookie, target, secrets))
                        .toList();
        return sent.isEmpty()
                ? Optional.empty()
                : Optional.of(Rfc6265.SPEC.formatCookies(sent).getFirst().getValue());
    }

    private void store(CookieOrigin origin, Header field) {
        try {
            var header = new BasicHeader(field.name(), field.value());
            for (var cookie : Rfc6265.SPEC.parse(header, origin)) {
                Rfc6265.SPEC.validate(cookie, origin);
                cookies.removeIf(
                        old -> CookieIdentityComparator.INSTANCE.compare(old, cookie) == 0);
                if (!cookie.isExpired(Instant.now())) {
                    cookies.add(cookie);
                }
            }
        } catch (MalformedCookieException _) {
            // ignored, as by browsers
        }
    }

    private static boolean isAllowed(Cookie cookie, TargetUrl target, Call.SecretPolicy secrets) {
        var pair = cookie.getName() + "=" + cookie.getValue();
        return HeaderRules.isLatin1Value(pair) && !secrets.forbids(target.origin(), pair);
    }

    private static CookieOrigin toOrigin(TargetUrl target) {
        return new CookieOrigin(
                target.host(),
                target.port(),
                target.target().split("\\?", 2)[0],
                target.scheme().equals("https"));
    }
}
