package dev.connectorproxy.signin;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Responses to a browser: redirects and error pages. Their headers forbid caching, framing and the `Referer` header.
final class BrowserResponse {
    private static final List<Header> SECURITY_HEADERS =
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
    private static final byte[] NOT_FOUND_BODY = "Auth not found".getBytes(StandardCharsets.UTF_8);

    private BrowserResponse() {}

    static void redirect(ServerResponse response, WebUrl target) {
        withSecurityHeaders(response)
                .status(Status.FOUND_302)
                .header(HeaderValues.create(HeaderNames.LOCATION, target.toText()))
                .send();
    }

    /// Sends 404: there is no such provider.
    static void sendNotFound(ServerResponse response) {
        withSecurityHeaders(response)
                .status(Status.NOT_FOUND_404)
                .header(HTML)
                .send(NOT_FOUND_BODY);
    }

    /// Sends a page that explains why a sign-in failed.
    static void sendFailure(ServerResponse response, int status, String message) {
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
                        .formatted(escapeHtml(message));
        withSecurityHeaders(response)
                .status(Status.create(status))
                .header(HTML)
                .send(page.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a page that says that somebody has signed in for a connection.
    static void sendDone(ServerResponse response, String connection) {
        var page =
                """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Signed in</title>
                <h1>Signed in</h1>
                <p>The connection %s can be used now. You can close this page.</p>
                </html>
                """
                        .formatted(escapeHtml(connection));
        withSecurityHeaders(response).header(HTML).send(page.getBytes(StandardCharsets.UTF_8));
    }

    private static ServerResponse withSecurityHeaders(ServerResponse response) {
        SECURITY_HEADERS.forEach(response::header);
        return response;
    }

    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
