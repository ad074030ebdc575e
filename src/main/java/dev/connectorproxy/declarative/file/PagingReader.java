package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.Paging.Next;
import java.util.List;
import java.util.Optional;

/// Reads `pages` of a command.
final class PagingReader {
    private static final List<String> KEYS =
            List.of(
                    "next",
                    "from",
                    "to",
                    "parameter",
                    "start",
                    "size",
                    "items",
                    "limit",
                    "requests");
    private static final int MAX_LIMIT = 100_000;
    private static final int MAX_REQUESTS = 1_000;

    private enum Kind {
        LINK,
        URL,
        CURSOR,
        PAGE,
        OFFSET;

        List<String> keys() {
            return switch (this) {
                case LINK -> List.of();
                case URL -> List.of("from");
                case CURSOR -> List.of("from", "to");
                case PAGE -> List.of("parameter", "start", "size");
                case OFFSET -> List.of("parameter", "size");
            };
        }
    }

    private PagingReader() {}

    static Optional<Paging> read(FileSection command) {
        return command.node("pages")
                .map(node -> FileSection.of(node, command.path() + ".pages", "pages", KEYS))
                .map(PagingReader::paging);
    }

    private static Paging paging(FileSection pages) {
        pages.required("next", "it is one of link, url, cursor, page and offset");
        var kind = pages.choice("next", List.of(Kind.values())).orElseThrow();
        for (var key : List.of("from", "to", "parameter", "start", "size")) {
            if (pages.has(key) && !kind.keys().contains(key)) {
                throw pages.refused(
                        key, "must not be given beside next: " + pages.text("next").orElseThrow());
            }
        }
        return new Paging(
                next(kind, pages),
                pages.source("items"),
                pages.number("limit", 1, MAX_LIMIT).orElse(Paging.DEFAULT_LIMIT),
                pages.number("requests", 1, MAX_REQUESTS).orElse(Paging.DEFAULT_REQUESTS));
    }

    private static Next next(Kind kind, FileSection pages) {
        return switch (kind) {
            case LINK -> new Next.Link();
            case URL -> new Next.Url(from(pages));
            case CURSOR ->
                    new Next.Cursor(
                            from(pages),
                            pages.required("to", "it is the query parameter for the cursor"));
            case PAGE ->
                    new Next.Page(
                            parameter(pages),
                            pages.number("start", 0, 1_000_000).orElse(1),
                            pages.number("size", 1, MAX_LIMIT));
            case OFFSET -> new Next.Offset(parameter(pages), pages.number("size", 1, MAX_LIMIT));
        };
    }

    private static SourceText from(FileSection pages) {
        return pages.requiredSource("from", "it is JSONata for where the next page is");
    }

    private static String parameter(FileSection pages) {
        return pages.required("parameter", "it is the query parameter for the page");
    }
}
