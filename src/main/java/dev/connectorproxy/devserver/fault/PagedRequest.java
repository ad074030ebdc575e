package dev.connectorproxy.devserver.fault;

import dev.connectorproxy.spi.HttpRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request for one page of a list that is paged by position: with `page=2`, or with `offset=100&limit=50`. Only such
/// a list shifts when a row is inserted or deleted; one that is paged by a cursor does not.
///
/// @param parameter finds the position in the URL
/// @param position the number of the page from 1, or the offset from 0
/// @param step from one page to the next
record PagedRequest(HttpRequest request, Pattern parameter, long position, long step) {
    private static final Pattern PAGE = parameter("page");
    private static final Pattern OFFSET = parameter("offset");
    private static final Pattern LIMIT = parameter("limit");

    /// Empty if the request is for anything else.
    static Optional<PagedRequest> of(HttpRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        return number(request.url(), PAGE)
                .filter(page -> page > 0)
                .map(page -> new PagedRequest(request, PAGE, page, 1))
                .or(() ->
                        number(request.url(), OFFSET)
                                .flatMap(offset ->
                                        number(request.url(), LIMIT)
                                                .filter(limit -> limit > 0)
                                                .map(limit ->
                                                        new PagedRequest(
                                                                request, OFFSET, offset, limit))));
    }

    boolean isFirst() {
        return parameter == PAGE ? position == 1 : position == 0;
    }

    /// What all pages of this list have in common.
    String list() {
        return withPosition("").url();
    }

    HttpRequest next() {
        return withPosition(String.valueOf(position + step));
    }

    HttpRequest previous() {
        long first = parameter == PAGE ? 1 : 0;
        return withPosition(String.valueOf(Math.max(first, position - step)));
    }

    private HttpRequest withPosition(String text) {
        var url =
                parameter
                        .matcher(request.url())
                        .replaceFirst("$1" + Matcher.quoteReplacement(text));
        return request.withUrl(url);
    }

    private static Optional<Long> number(String url, Pattern parameter) {
        var found = parameter.matcher(url);
        return found.find() ? Optional.of(Long.valueOf(found.group(2))) : Optional.empty();
    }

    private static Pattern parameter(String name) {
        return Pattern.compile("([?&]" + name + "=)([0-9]{1,9})(?=[&#]|$)");
    }
}
