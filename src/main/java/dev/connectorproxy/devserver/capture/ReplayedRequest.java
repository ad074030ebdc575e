package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.capture.CapturedExchange.SentRequest;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Makes the request that sends a recorded one again. The secrets of the original are put back in for its own origin
/// only; for every other one they stay masked.
///
/// @param mask of the present secrets
record ReplayedRequest(SentRequest original, ReplayRequest wanted, SecretMask mask) {
    private static final String FAILED = "replay failed";

    /// @throws DevServerException 400 when the request cannot be made
    HttpRequest request() {
        var url = url();
        boolean sameOrigin = hasOriginalOrigin(url);
        return new HttpRequest(
                wanted.method().orElse(original.method()).toUpperCase(Locale.ROOT),
                url,
                wanted.headers(original.headers()).stream()
                        .map(header -> header(header, sameOrigin))
                        .toList(),
                Optional.of(body(sameOrigin)).filter(bytes -> bytes.length > 0),
                Redirects.RETURN,
                Retries.NONE);
    }

    private String url() {
        if (wanted.url().isEmpty()) {
            return original.url();
        }
        var restored = new MaskedText(original.url(), mask).restored(wanted.url().get());
        return hasOriginalOrigin(restored) ? restored : wanted.url().get();
    }

    private boolean hasOriginalOrigin(String url) {
        var origin = HttpOrigin.ofUrl(url);
        return origin.isPresent() && origin.equals(HttpOrigin.ofUrl(original.url()));
    }

    private Header header(Header header, boolean sameOrigin) {
        var before =
                original.headers().stream()
                        .filter(other -> other.name().equalsIgnoreCase(header.name()))
                        .map(Header::value)
                        .findFirst();
        return new Header(header.name(), text(before.orElse(""), header.value(), sameOrigin));
    }

    private byte[] body(boolean sameOrigin) {
        var text = original.body().text();
        if (wanted.body().isPresent()) {
            return switch (wanted.body().get()) {
                case ReplayRequest.Text(var given) ->
                        utf8(text(text.orElse(""), given, sameOrigin));
                case ReplayRequest.Bytes(var given) -> given;
            };
        }
        if (original.body().isTruncated()) {
            throw DevServerException.badRequest(
                    FAILED, "only the beginning of the body is kept; send another body");
        }
        if (text.isEmpty() && !sameOrigin) {
            throw DevServerException.badRequest(
                    FAILED, "the body may contain secrets; send another body");
        }
        return text.map(given -> utf8(text(given, given, sameOrigin)))
                .orElse(original.body().bytes());
    }

    private String text(String before, String given, boolean sameOrigin) {
        return sameOrigin ? new MaskedText(before, mask).restored(given) : mask.text(given);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
