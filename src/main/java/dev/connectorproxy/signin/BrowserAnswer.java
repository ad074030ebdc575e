package dev.connectorproxy.signin;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Responses to a browser: redirects and error pages. Their headers forbid caching, framing and the `Referer` header.
final class BrowserAnswer {
    private static final List<Header> SAFE =
            List.of(
                    HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"),
                    HeaderValues.createCached("Referrer-Policy", "no-referrer"),
                    HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
                    HeaderValues.createCached(
                            "Content-Security-Policy",
                            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
    private static final Header HTML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    /// The text that connector-http sends for an unknown provider.
    private static final byte[] UNKNOWN = "Auth not found".getBytes(StandardCharsets.UTF_8);

    private BrowserAnswer() {}

    /// Redirects the browser.
    static void lead(ServerResponse response, WebUrl target) {
        safe(response)
                .status(Status.FOUND_302)
                .header(HeaderValues.create(HeaderNames.LOCATION, target.text()))
                .send();
    }

    /// Sends 404: there is no such provider.
    static void unknown(ServerResponse response) {
        safe(response).status(Status.NOT_FOUND_404).header(HTML).send(UNKNOWN);
    }

    /// Sends a page that explains why a sign-in failed.
    static void failed(ServerResponse response, int status, String message) {
        var page =
                """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sign-in failed</title>
                <h1>Sign-in failed</h1>
                <p>%s</p>
                </html>
                """
                        .formatted(escaped(message));
        safe(response)
                .status(Status.create(status))
                .header(HTML)
                .send(page.getBytes(StandardCharsets.UTF_8));
    }

    private static ServerResponse safe(ServerResponse response) {
        SAFE.forEach(response::header);
        return response;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
