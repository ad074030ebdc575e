package dev.connectorproxy.devserver.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The Content-Security-Policy of a page: everything comes from this server, and of inline scripts only those that
/// stand in the page, by their hash. An import map is such a script.
final class ContentPolicy {
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    private ContentPolicy() {}

    static String of(byte[] page) {
        var hashes =
                INLINE_SCRIPT
                        .matcher(new String(page, StandardCharsets.UTF_8))
                        .results()
                        .map(script -> hash(script.group(1)))
                        .collect(Collectors.joining(" "));
        return "default-src 'self'; script-src 'self' "
                + hashes
                + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String hash(String script) {
        var digest = PageFile.sha256(script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
