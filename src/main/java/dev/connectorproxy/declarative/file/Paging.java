package dev.connectorproxy.declarative.file;

import java.util.Optional;
import java.util.OptionalInt;

/// How further pages of a list are asked for.
///
/// @param items JSONata for the list in a response; empty if the response is the list
/// @param limit the maximum number of items
/// @param requests the maximum number of requests
public record Paging(Next next, Optional<SourceText> items, int limit, int requests) {
    static final int DEFAULT_LIMIT = 1_000;
    static final int DEFAULT_REQUESTS = 50;

    /// Where the next page is.
    public sealed interface Next {

        /// At the URL with `rel="next"` in the header `Link` (RFC 8288).
        record Link() implements Next {}

        /// At a URL in the response.
        ///
        /// @param from JSONata for it
        record Url(SourceText from) implements Next {}

        /// At the same URL with a cursor in the query.
        ///
        /// @param from JSONata for the cursor; no value, null or an empty text ends the list
        /// @param to the query parameter
        record Cursor(SourceText from, String to) implements Next {}

        /// At the same URL with the number of the page in the query. An empty page ends the list.
        ///
        /// @param size items of a full page; a smaller page ends the list
        record Page(String parameter, int start, OptionalInt size) implements Next {}

        /// At the same URL with the number of items so far in the query. An empty page ends the list.
        ///
        /// @param size as in [Page]
        record Offset(String parameter, OptionalInt size) implements Next {}
    }
}
