package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The read position in a list that returns the newest row first: it is first read backwards through the existing rows
/// (the backlog), then forwards from the newest known row.
///
/// The fallbacks are rows next to a cursor, on the side already read, the nearest first. One of them replaces a cursor
/// whose row was deleted: the rows between the two were read or deleted.
///
/// @param latestId the newest row known, after which reading forwards continues; an empty string until the backlog is
///     read
/// @param latestFallbacks rows older than `latestId`, or than the starting point
/// @param backlogCursor the last row read backwards; an empty string before the first one
/// @param backlogFallbacks rows newer than `backlogCursor`
/// @param startingPoint the first row of the backlog, where reading forwards begins; an empty string before it was read
record ListCursor(
        String latestId,
        List<String> latestFallbacks,
        String backlogCursor,
        List<String> backlogFallbacks,
        String startingPoint) {
    /// Nothing was read yet.
    static final ListCursor START = new ListCursor("", List.of(), "", List.of(), "");

    private static final int FALLBACKS = 20;
    private static final String TIMELINE = "timeline";
    private static final JsonProvider JSON = JsonProvider.provider();

    ListCursor {
        latestFallbacks = List.copyOf(latestFallbacks);
        backlogFallbacks = List.copyOf(backlogFallbacks);
    }

    /// Parses what [#state()] wrote.
    static ListCursor ofState(JsonFields state) {
        return state.object(TIMELINE)
                .map(object ->
                        new ListCursor(
                                object.string("latest_id").orElse(""),
                                object.list("latest_fallbacks"),
                                object.string("backlog_cursor").orElse(""),
                                object.list("backlog_fallbacks"),
                                object.string("backlog_starting_point").orElse("")))
                .orElse(START);
    }

    /// The state of a fetch with this position in its field `timeline`.
    JsonObject state() {
        var json =
                JSON.createObjectBuilder()
                        .add("latest_id", latestId)
                        .add("backlog_cursor", backlogCursor);
        if (!startingPoint.isEmpty()) {
            json.add("backlog_starting_point", startingPoint);
        }
        if (!latestFallbacks.isEmpty()) {
            json.add("latest_fallbacks", JSON.createArrayBuilder(latestFallbacks));
        }
        if (!backlogFallbacks.isEmpty()) {
            json.add("backlog_fallbacks", JSON.createArrayBuilder(backlogFallbacks));
        }
        return JSON.createObjectBuilder().add(TIMELINE, json).build();
    }

    /// Whether the backlog was completely read.
    boolean isCaughtUp() {
        return !latestId.isEmpty();
    }

    /// The candidate cursors for reading backwards; the first one whose row still exists is used.
    List<String> backwards() {
        return cursors(backlogCursor, backlogFallbacks);
    }

    /// The candidate cursors for reading forwards; the first one whose row still exists is used.
    List<String> forwards() {
        return cursors(latestId, latestFallbacks);
    }

    /// The cursor after these rows of the backlog were read too; the newest first.
    ListCursor backlogRead(List<String> ids) {
        if (ids.isEmpty()) {
            return this;
        }
        var start = startingPoint.isEmpty() ? ids.getFirst() : startingPoint;
        var afterStart =
                Stream.concat(latestFallbacks.stream(), ids.stream())
                        .filter(it -> !it.equals(start))
                        .limit(FALLBACKS)
                        .toList();
        return new ListCursor(
                "",
                afterStart,
                ids.getLast(),
                nextFallbacks(backlogCursor, backlogFallbacks, ids),
                start);
    }

    /// The cursor at the end of the backlog.
    ListCursor backlogDone() {
        return new ListCursor(startingPoint, latestFallbacks, "", List.of(), "");
    }

    /// The cursor after these rows were read forwards too; the oldest first.
    ListCursor forwardRead(List<String> ids) {
        return ids.isEmpty()
                ? this
                : new ListCursor(
                        ids.getLast(),
                        nextFallbacks(latestId, latestFallbacks, ids),
                        "",
                        List.of(),
                        "");
    }

    /// The cursor of a backlog that is being scanned for its end, up to and including this row.
    ListCursor scanned(String id) {
        return new ListCursor("", List.of(), id, List.of(), "");
    }

    /// The same without fallbacks, for rows that are never deleted.
    ListCursor withoutFallbacks() {
        return new ListCursor(latestId, List.of(), backlogCursor, List.of(), startingPoint);
    }

    private static List<String> cursors(String cursor, List<String> fallbacks) {
        return cursor.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(cursor), fallbacks.stream()).toList();
    }

    /// The fallbacks of the last of these rows: the rows read before it, the nearest first.
    private static List<String> nextFallbacks(
            String cursor, List<String> fallbacks, List<String> ids) {
        var read = new ArrayList<>(ids.subList(0, ids.size() - 1).reversed());
        Optional.of(cursor).filter(it -> !it.isEmpty()).ifPresent(read::add);
        read.addAll(fallbacks);
        return read.subList(0, Math.min(FALLBACKS, read.size()));
    }
}
