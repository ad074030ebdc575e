package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.Times;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which of the kept rows of one kind are wanted. Rows are in the order of their creation, then of their keys.
///
/// @param filters the query parameters that are present, of those in [#NAMES]
/// @param limit the maximum number of rows
/// @param after the position of the row after which the list begins
record RowQuery(FetchKind kind, Map<String, String> filters, int limit, Optional<Position> after) {
    static final Set<String> NAMES =
            Set.of("q", "account", "type", "status", "from", "to", "call", "deleted");

    private static final Set<String> FIELDS = Set.of("type", "status", "account");
    private static final Pattern UNESCAPED = Pattern.compile("[A-Za-z0-9_.:-]+");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private static final Comparator<KeptRow> ORDER =
            Comparator.comparing(KeptRow::createdAt).thenComparing(row -> row.key().text());

    /// The place of a row in its list; its text is the cursor.
    record Position(Instant createdAt, String key) {
        static Position of(KeptRow row) {
            return new Position(row.createdAt(), row.key().text());
        }

        static Optional<Position> parse(String text) {
            int comma = text.indexOf(',');
            return Times.of(text.substring(0, Math.max(comma, 0)))
                    .map(time -> new Position(time, text.substring(comma + 1)));
        }

        boolean isBefore(KeptRow row) {
            int order = createdAt.compareTo(row.createdAt());
            return order < 0 || order == 0 && key.compareTo(row.key().text()) < 0;
        }

        String text() {
            return Times.text(createdAt) + "," + key;
        }
    }

    /// The query of a request.
    ///
    /// @throws DevServerException 400 when a parameter is invalid
    static RowQuery of(ServerRequest request, FetchKind kind) {
        var filters = new HashMap<String, String>();
        for (var name : NAMES) {
            request.query().first(name).asOptional().ifPresent(text -> filters.put(name, text));
        }
        for (var name : List.of("from", "to")) {
            check(name, "an RFC 3339 time", filters, text -> Times.of(text).isPresent());
        }
        check("call", "a number", filters, text -> QueryNumbers.parse(text).isPresent());
        check("deleted", "true or false", filters, Set.of("true", "false")::contains);
        var cursor = request.query().first("cursor").asOptional();
        var after = cursor.flatMap(Position::parse);
        if (cursor.isPresent() && after.isEmpty()) {
            throw DevServerException.badRequest("invalid cursor", "it must be `next` of a list");
        }
        int limit = QueryNumbers.of(request, "limit", DEFAULT_LIMIT, MAX_LIMIT);
        return new RowQuery(kind, Map.copyOf(filters), limit, after);
    }

    private static void check(
            String name, String expected, Map<String, String> filters, Predicate<String> valid) {
        if (filters.containsKey(name) && !valid.test(filters.get(name))) {
            throw DevServerException.badRequest("invalid " + name, "it must be " + expected);
        }
    }

    /// The rows that match.
    ///
    /// @param mask hides what the text search must not find
    List<KeptRow> matching(List<KeptRow> rows, SecretMask mask) {
        return rows.stream()
                .filter(row -> row.key().kind() == kind)
                .filter(this::matchesDeletion)
                .filter(this::matchesTimeAndCall)
                .filter(this::matchesFields)
                .filter(row -> matchesText(row, mask))
                .sorted(ORDER)
                .toList();
    }

    /// The part of the matching rows that is sent.
    List<KeptRow> page(List<KeptRow> matching) {
        return matching.stream()
                .filter(row -> after.filter(last -> !last.isBefore(row)).isEmpty())
                .limit(limit)
                .toList();
    }

    private boolean matchesDeletion(KeptRow row) {
        return row.deleted().isPresent() == Boolean.parseBoolean(filters.get("deleted"));
    }

    private boolean matchesTimeAndCall(KeptRow row) {
        return time("from").filter(row.createdAt()::isBefore).isEmpty()
                && time("to").filter(row.createdAt()::isAfter).isEmpty()
                && filter("call")
                        .filter(call -> row.last().call() != Long.parseLong(call))
                        .isEmpty();
    }

    private Optional<Instant> time(String name) {
        return filter(name).flatMap(Times::of);
    }

    private Optional<String> filter(String name) {
        return Optional.ofNullable(filters.get(name));
    }

    private boolean matchesFields(KeptRow row) {
        if (FIELDS.stream().noneMatch(filters::containsKey)) {
            return true;
        }
        if (!FIELDS.stream().allMatch(name -> mayContain(row, name))) {
            return false;
        }
        var json = row.toJson();
        return equals("type", json) && equals("status", json) && matchesAccount(json);
    }

    /// Finds out without parsing the row, which takes ten times as long, unless JSON might escape the text.
    private boolean mayContain(KeptRow row, String name) {
        return filter(name)
                .filter(text -> UNESCAPED.matcher(text).matches())
                .map(text -> contains(row.json(), text.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    private boolean equals(String name, JsonObject row) {
        return filter(name)
                .filter(text -> !text.equalsIgnoreCase(RowKey.field(row, name)))
                .isEmpty();
    }

    private boolean matchesAccount(JsonObject row) {
        return filter("account")
                .map(account ->
                        accountFields().stream()
                                .anyMatch(name -> RowKey.field(row, name).equals(account)))
                .orElse(true);
    }

    private List<String> accountFields() {
        return switch (kind) {
            case ACCOUNTS, EXTERNAL_ACCOUNTS -> List.of("reference");
            case BALANCES -> List.of("accountReference");
            default -> List.of("sourceAccountReference", "destinationAccountReference");
        };
    }

    private boolean matchesText(KeptRow row, SecretMask mask) {
        return filter("q")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .map(text -> contains(row.json(), text) && contains(masked(row, mask), text))
                .orElse(true);
    }

    private static byte[] masked(KeptRow row, SecretMask mask) {
        return mask.json(row.json(), Set.of());
    }

    private static boolean contains(byte[] json, String text) {
        return new String(json, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains(text);
    }
}
