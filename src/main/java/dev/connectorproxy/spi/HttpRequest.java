package dev.connectorproxy.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// An HTTP request to an upstream.
///
/// @param method in upper case
/// @param url absolute, in ASCII, already percent-encoded; sent unchanged, except for the fragment, which is dropped
/// @param headers in the order in which they are sent; repeated names are sent repeatedly. An empty `Accept` suppresses
///     the header, also the egress's default
/// @param body sent with its length; empty for none, which is `Content-Length: 0` where the method expects a body
public record HttpRequest(
        String method,
        String url,
        List<Header> headers,
        Optional<byte[]> body,
        Redirects redirects,
        Retries retries) {
    private static final Pattern ORIGIN =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)(?:[^/?#]*@)?([^/?#@]*)");

    public HttpRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(redirects, "redirects");
        Objects.requireNonNull(retries, "retries");
        headers = List.copyOf(headers);
    }

    /// The same request to another URL.
    public HttpRequest withUrl(String newUrl) {
        return new HttpRequest(method, newUrl, headers, body, redirects, retries);
    }

    /// The same request with other headers.
    public HttpRequest withHeaders(List<Header> newHeaders) {
        return new HttpRequest(method, url, newHeaders, body, redirects, retries);
    }

    /// The same request with another policy for retries.
    public HttpRequest withRetries(Retries newRetries) {
        return new HttpRequest(method, url, headers, body, redirects, newRetries);
    }

    /// The method, the origin and sizes: the rest may carry credentials.
    @Override
    public String toString() {
        int length = body.map(bytes -> bytes.length).orElse(0);
        return "HttpRequest[%s %s, %d headers, %d bytes]"
                .formatted(method, origin(), headers.size(), length);
    }

    private String origin() {
        var origin = ORIGIN.matcher(url);
        return origin.lookingAt() ? origin.group(1) + origin.group(2) : "?";
    }

    /// One header field.
    public record Header(String name, String value) {
        public Header {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }

        /// The name alone: the value may be a credential.
        @Override
        public String toString() {
            return "Header[" + name + "]";
        }
    }

    /// Whether redirects are followed: at most 30, never from https to http. When the origin changes, credentials and
    /// headers with a secret of the call are dropped; a redirect that would pass on such a secret otherwise is refused.
    public enum Redirects {
        RETURN,
        FOLLOW,
        /// Followed to the same origin, or by the step from http to https at the default ports; the first response that
        /// redirects elsewhere is returned.
        SAME_ORIGIN
    }
}
