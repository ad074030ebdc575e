package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The read position of a [CursorWalk] in a list that returns the newest row first: the list is first read backwards
/// through the existing rows (the backlog), then forwards from the newest known row.
///
/// The fallbacks are rows next to a cursor, on the side already read, the nearest first. One of them replaces a cursor
/// whose row was deleted: the rows between the two were read or deleted. Once the end was reached, reading forwards
/// begins at the oldest fallback of `latestId`, so that a row that becomes visible late, behind newer ones, is found.
///
/// @param latestId the newest row known; an empty string until the backlog is read
/// @param latestFallbacks rows older than `latestId`, or than the starting point
/// @param backlogCursor the last row read backwards; an empty string before the first one
/// @param backlogFallbacks rows newer than `backlogCursor`
/// @param startingPoint the first row of the backlog, where reading forwards begins; an empty string before it was read
/// @param readFrom the known row after which reading forwards continues; an empty string for the oldest one
public record CursorPosition(
        String latestId,
        List<String> latestFallbacks,
        String backlogCursor,
        List<String> backlogFallbacks,
        String startingPoint,
        String readFrom) {
    /// Nothing was read yet.
    public static final CursorPosition START =
            new CursorPosition("", List.of(), "", List.of(), "", "");

    /// How many rows older than the newest one are known: as many as are read again by each poll.
    public static final int LOOK_BACK = 100;

    private static final int BACKLOG_FALLBACKS = 20;
    private static final JsonProvider JSON = JsonProvider.provider();

    public CursorPosition {
        latestFallbacks = List.copyOf(latestFallbacks);
        backlogFallbacks = List.copyOf(backlogFallbacks);
    }

    /// Parses what [#json()] wrote.
    ///
    /// @throws PaymentException [dev.connectorproxy.spi.payment.PaymentError#INVALID_REQUEST] if it is not a position
    public static CursorPosition of(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "state");
        return new CursorPosition(
                fields.string("latest_id").orElse(""),
                fields.list("latest_fallbacks"),
                fields.string("backlog_cursor").orElse(""),
                fields.list("backlog_fallbacks"),
                fields.string("backlog_starting_point").orElse(""),
                fields.string("read_from").orElse(""));
    }

    /// As JSON: `{"latest_id": "c", "backlog_cursor": "", "latest_fallbacks": ["b", "a"]}`, without the other fields
    /// where they are empty.
    public JsonObject json() {
        var json =
                JSON.createObjectBuilder()
                        .add("latest_id", latestId)
                        .add("backlog_cursor", backlogCursor);
        if (!startingPoint.isEmpty()) {
            json.add("backlog_starting_point", startingPoint);
        }
        if (!readFrom.isEmpty()) {
            json.add("read_from", readFrom);
        }
        if (!latestFallbacks.isEmpty()) {
            json.add("latest_fallbacks", JSON.createArrayBuilder(latestFallbacks));
        }
        if (!backlogFallbacks.isEmpty()) {
            json.add("backlog_fallbacks", JSON.createArrayBuilder(backlogFallbacks));
        }
        return json.build();
    }

    /// Whether the backlog was completely read.
    public boolean isCaughtUp() {
        return !latestId.isEmpty();
    }

    /// The known rows that a poll after the end of the list reads again.
    public Set<String> readAgain() {
        var known = known();
        return Set.copyOf(known.subList(Math.min(1, known.size()), known.size()));
    }

    /// The known rows next to the newest one, the oldest first.
    private List<String> known() {
        return latestId.isEmpty()
                ? List.of()
                : Stream.concat(latestFallbacks.reversed().stream(), Stream.of(latestId)).toList();
    }

    /// The candidate cursors for reading backwards; the first one whose row still exists is used.
    List<String> backwards() {
        return backlogCursor.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(backlogCursor), backlogFallbacks.stream()).toList();
    }

    /// The candidate cursors for reading forwards; the first one whose row still exists is used. None before a row is
    /// known.
    List<String> forwards() {
        var known = known();
        if (known.isEmpty()) {
            return List.of();
        }
        int at = Math.max(0, known.indexOf(readFrom));
        return Stream.concat(
                        known.subList(0, at + 1).reversed().stream(),
                        known.subList(at + 1, known.size()).stream())
                .toList();
    }

    /// How many known rows follow the one after which reading forwards continues.
    int knownAhead() {
        var known = known();
        return known.size() - 1 - Math.max(0, known.indexOf(readFrom));
    }

    /// The position after these rows of the backlog were read too; the newest first.
    CursorPosition backlogRead(List<String> ids) {
        if (ids.isEmpty()) {
            return this;
        }
        var start = startingPoint.isEmpty() ? ids.getFirst() : startingPoint;
        var afterStart =
                Stream.concat(latestFallbacks.stream(), ids.stream())
                        .filter(id -> !id.equals(start))
                        .limit(LOOK_BACK)
                        .toList();
        return new CursorPosition(
                "", afterStart, ids.getLast(), nextBacklogFallbacks(ids), start, "");
    }

    /// The position at the end of the backlog.
    CursorPosition backlogDone() {
        return new CursorPosition(startingPoint, latestFallbacks, "", List.of(), "", "");
    }

    /// Rows that were read forwards.
    ///
    /// @param fresh those that were not known before, at most as many as wanted
    /// @param cut whether there were more of them
    record Forwards(CursorPosition next, Set<String> fresh, boolean cut) {}

    /// Reads a page forwards.
    ///
    /// @param after the known row that the page follows; an empty string for none
    /// @param ids the rows of the page, the oldest first
    /// @param wanted the maximum number of unknown rows to read
    Forwards readForwards(String after, List<String> ids, int wanted) {
        var known = new ArrayList<>(known());
        var fresh = new LinkedHashSet<String>();
        int at = known.indexOf(after);
        for (var id : ids) {
            int index = known.indexOf(id);
            if (index < 0 && fresh.size() == wanted) {
                return new Forwards(knowing(known, at), fresh, true);
            }
            if (index < 0) {
                known.add(++at, id);
                fresh.add(id);
            } else {
                at = index;
            }
        }
        return new Forwards(knowing(known, at), fresh, false);
    }

    /// The same position, from which the next read looks back.
    CursorPosition lookingBack() {
        return new CursorPosition(
                latestId, latestFallbacks, backlogCursor, backlogFallbacks, startingPoint, "");
    }

    /// The position in a backlog that is being scanned for its end, up to and including this row.
    CursorPosition scanned(String id) {
        return new CursorPosition("", List.of(), id, List.of(), "", "");
    }

    /// @param at the index of the known row to continue after
    private CursorPosition knowing(List<String> known, int at) {
        if (known.isEmpty()) {
            return this;
        }
        var newestFirst = known.reversed();
        return new CursorPosition(
                newestFirst.getFirst(),
                newestFirst.subList(1, Math.min(LOOK_BACK + 1, newestFirst.size())),
                "",
                List.of(),
                "",
                at < 0 ? "" : known.get(at));
    }

    /// The fallbacks of the last of these rows: the rows read before it, the nearest first.
    private List<String> nextBacklogFallbacks(List<String> ids) {
        var read = new ArrayList<>(ids.subList(0, ids.size() - 1).reversed());
        Optional.of(backlogCursor).filter(id -> !id.isEmpty()).ifPresent(read::add);
        read.addAll(backlogFallbacks);
        return read.subList(0, Math.min(BACKLOG_FALLBACKS, read.size()));
    }
}
