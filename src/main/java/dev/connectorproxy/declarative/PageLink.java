package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the link to the next page in `Link` header fields (RFC 8288, section 3). The quantifiers of groups are possessive, so that
/// [Pattern] matches without a recursion for each character of a field.
final class PageLink {
    private static final Pattern LINK =
            Pattern.compile(
                    "<([^<>]*+)>((?:\\s*+;\\s*+[^\\s;,=]++(?:\\s*+=\\s*+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s;,\"]*+))?+)*+)");
    private static final Pattern RELATION =
            Pattern.compile(
                    ";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]+))", Pattern.CASE_INSENSITIVE);

    private PageLink() {}

    /// The URL of the first link whose relation types have `next` among them; it may be relative.
    static Optional<String> next(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("Link"))
                .flatMap(header -> LINK.matcher(header.value()).results())
                .filter(link -> relations(link.group(2)).anyMatch("next"::equals))
                .map(link -> link.group(1).strip())
                .findFirst();
    }

    /// Those of the first `rel`; others are ignored.
    private static Stream<String> relations(String parameters) {
        var relation = RELATION.matcher(parameters);
        if (!relation.find()) {
            return Stream.empty();
        }
        var types = Optional.ofNullable(relation.group(1)).orElseGet(() -> relation.group(2));
        return Stream.of(types.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }
}
