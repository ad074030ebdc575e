package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How far a list was read that shows the newest row first: at first backwards through what there is (the backlog), then
/// forwards, from the newest row known to newer ones.
///
/// The fallbacks are rows next to a cursor, on the side already read, the nearest first. They take its place when its row
/// was deleted, since what lies between the two was read or is gone.
///
/// @param latestId the newest row known, behind which the list goes on forwards; empty text until the backlog is read
/// @param latestFallbacks rows older than that one, or than the starting point
/// @param backlogCursor the last row read backwards; empty text before the first
/// @param backlogFallbacks rows newer than that one
/// @param startingPoint the first row of the backlog, where reading forwards begins; empty text before it was read
record Timeline(
        String latestId,
        List<String> latestFallbacks,
        String backlogCursor,
        List<String> backlogFallbacks,
        String startingPoint) {
    /// Nothing was read yet.
    static final Timeline START = new Timeline("", List.of(), "", List.of(), "");

    private static final int FALLBACKS = 20;
    private static final JsonProvider JSON = JsonProvider.provider();

    Timeline {
        latestFallbacks = List.copyOf(latestFallbacks);
        backlogFallbacks = List.copyOf(backlogFallbacks);
    }

    /// The timeline that [#json()] wrote, as the field `timeline` of a state.
    static Timeline ofState(JsonFields state) {
        return state.object("timeline")
                .map(object ->
                        new Timeline(
                                object.string("latest_id").orElse(""),
                                object.list("latest_fallbacks"),
                                object.string("backlog_cursor").orElse(""),
                                object.list("backlog_fallbacks"),
                                object.string("backlog_starting_point").orElse("")))
                .orElse(START);
    }

    JsonObject json() {
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
        return json.build();
    }

    /// Whether the backlog was read.
    boolean isCaughtUp() {
        return !latestId.isEmpty();
    }

    /// Behind which row to go on backwards: the first of these that is still there.
    List<String> backwards() {
        return cursors(backlogCursor, backlogFallbacks);
    }

    /// Before which row to go on forwards: the first of these that is still there.
    List<String> forwards() {
        return cursors(latestId, latestFallbacks);
    }

    /// The timeline once these rows of the backlog were read, too; the newest first.
    Timeline backlogRead(List<String> ids) {
        if (ids.isEmpty()) {
            return this;
        }
        var start = startingPoint.isEmpty() ? ids.getFirst() : startingPoint;
        var afterStart =
                Stream.concat(latestFallbacks.stream(), ids.stream())
                        .filter(it -> !it.equals(start))
                        .limit(FALLBACKS)
                        .toList();
        return new Timeline(
                "", afterStart, ids.getLast(), behind(backlogCursor, backlogFallbacks, ids), start);
    }

    /// The timeline at the end of the backlog.
    Timeline backlogDone() {
        return new Timeline(startingPoint, latestFallbacks, "", List.of(), "");
    }

    /// The timeline once these rows were read forwards, too; the oldest first.
    Timeline forwardRead(List<String> ids) {
        return ids.isEmpty()
                ? this
                : new Timeline(
                        ids.getLast(), behind(latestId, latestFallbacks, ids), "", List.of(), "");
    }

    /// The timeline of a backlog that is looked through for its end, up to and with this row.
    Timeline scanned(String id) {
        return new Timeline("", List.of(), id, List.of(), "");
    }

    /// The same without fallbacks, for rows that are never deleted.
    Timeline withoutFallbacks() {
        return new Timeline(latestId, List.of(), backlogCursor, List.of(), startingPoint);
    }

    private static List<String> cursors(String cursor, List<String> fallbacks) {
        return cursor.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(cursor), fallbacks.stream()).toList();
    }

    /// The rows read before the last of these, the nearest first.
    private static List<String> behind(String cursor, List<String> fallbacks, List<String> ids) {
        var read = new ArrayList<>(ids.subList(0, ids.size() - 1).reversed());
        Optional.of(cursor).filter(it -> !it.isEmpty()).ifPresent(read::add);
        read.addAll(fallbacks);
        return read.subList(0, Math.min(FALLBACKS, read.size()));
    }
}
