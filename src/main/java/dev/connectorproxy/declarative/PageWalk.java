package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Fetches the pages of a list, one after the other, and joins them. Used by one thread, for one call.
final class PageWalk {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Pages pages;
    private final ErrorRules errors;
    private final Egress egress;
    private final Call call;
    private final List<JsonValue> items = new ArrayList<>();
    private final PageProgress progress = new PageProgress();
    private final Set<String> logs =
            new LinkedHashSet<>(); // each line once, however many pages it is of

    PageWalk(Pages pages, ErrorRules errors, Egress egress, Call call) {
        this.pages = pages;
        this.errors = errors;
        this.egress = egress;
        this.call = call;
    }

    /// The list, or the failure of one of its pages.
    ///
    /// @param status of the last response
    /// @param size of all responses, in bytes
    /// @param logs what of the responses was lost, or that the list is not complete, and why
    record Outcome(
            JsonArray items, int status, long size, List<String> logs, Optional<Done> failure) {}

    /// @param first the request for the first page
    /// @throws ConnectorException what the egress throws; `ExpressionFailed`; `EgressBlocked`: the next page is at another origin
    Outcome run(HttpRequest first) {
        var request = first;
        progress.isRepeated(first.url());
        for (long size = 0; ; ) {
            var sent = egress.send(request, call);
            var response = UpstreamResponse.of(sent, request.url(), call);
            size += response.size();
            logs.addAll(response.logs());
            var failure = errors.failure(response, call);
            if (failure.isPresent()) {
                return outcome(response, size, failure);
            }
            if (progress.isSame(sent.body())) {
                logs.add("the list ends where the target sent the same page again");
                return outcome(response, size, Optional.empty());
            }
            var body = response.value();
            boolean cut = !add(pages.items(body, response.size(), call), sent.body());
            var next = pages.next(response, body, request.url(), progress, call);
            var reason = reason(cut, next);
            if (reason.isPresent() || next.isEmpty()) {
                reason.ifPresent(logs::add);
                return outcome(response, size, Optional.empty());
            }
            request = request.withUrl(next.get());
        }
    }

    /// @return whether there was room for all
    private boolean add(JsonArray page, byte[] body) {
        int room = pages.paging().limit() - items.size();
        items.addAll(page.subList(0, Math.min(room, page.size())));
        progress.count(page.size(), body);
        return page.size() <= room;
    }

    /// Why the list ends here although there may be more.
    private Optional<String> reason(boolean cut, Optional<String> next) {
        int limit = pages.paging().limit();
        if (cut || items.size() == limit && next.isPresent()) {
            return Optional.of("the list is cut at %d items (pages.limit)".formatted(limit));
        }
        if (next.isEmpty()) {
            return Optional.empty();
        }
        if (progress.isRepeated(next.get())) {
            return Optional.of("the list ends where the target refers to a page again");
        }
        return progress.pages() == pages.paging().requests()
                ? Optional.of(
                        "the list is cut after %d requests (pages.requests)"
                                .formatted(progress.pages()))
                : Optional.empty();
    }

    private Outcome outcome(UpstreamResponse last, long size, Optional<Done> failure) {
        var array = JSON.createArrayBuilder();
        items.forEach(array::add);
        return new Outcome(array.build(), last.status(), size, List.copyOf(logs), failure);
    }
}
