package dev.connectorproxy.spi.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Replaces the objects in which SpiffWorkflow writes values that JSON has no type for by their texts:
/// `{"value": "2024-01-01T10:00:00", "typename": "datetime"}`, likewise `date`, `time`, `UUID` and `Decimal`, and
/// `{"days": 1, "seconds": 3600, "typename": "timedelta"}` by an ISO 8601 duration. An object that has other members, or
/// a value that is none of its type, is left as it is (SpiffWorkflow: `bpmn/serializer/helpers/registry.py`).
public final class EngineValues {
    private static final String TYPE = "typename";
    private static final byte[] QUOTED_TYPE = ('"' + TYPE + '"').getBytes(StandardCharsets.UTF_8);
    private static final int MAX_LENGTH = 256;
    private static final int MAX_DAYS = 999_999_999;
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DECIMAL =
            Pattern.compile("-?[0-9]++(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");
    private static final Map<String, DateTimeFormatter> TIMES =
            Map.of(
                    "date", DateTimeFormatter.ISO_LOCAL_DATE,
                    "time", withOffset(DateTimeFormatter.ISO_LOCAL_TIME),
                    "datetime", withOffset(DateTimeFormatter.ISO_LOCAL_DATE_TIME));

    private EngineValues() {}

    /// Whether a quoted name, between two positions, is that of the member that marks such values.
    static boolean isMark(byte[] in, int from, int to) {
        return to - from == QUOTED_TYPE.length
                && Arrays.equals(in, from, to, QUOTED_TYPE, 0, QUOTED_TYPE.length);
    }

    /// The well-formed value between two positions with such objects replaced, otherwise byte for byte; empty if it has
    /// none.
    public static Optional<byte[]> unwrap(byte[] in, int from, int to) {
        var out = new ByteArrayOutputStream();
        int copied = from;
        int open = to; // where the innermost object without an array or object in it begins
        for (int at = from; at < to; at++) {
            switch (in[at]) {
                case '"' -> at = endOfString(in, at);
                case '{' -> open = at;
                case '[' -> open = to;
                case '}' -> {
                    var text = text(in, open, at + 1);
                    if (text.isPresent()) {
                        out.write(in, copied, open - copied);
                        out.writeBytes(text.get());
                        copied = at + 1;
                    }
                    open = to;
                }
                default -> {}
            }
        }
        if (copied == from) {
            return Optional.empty();
        }
        out.write(in, copied, to - copied);
        return Optional.of(out.toByteArray());
    }

    private static int endOfString(byte[] in, int quote) {
        int at = quote + 1;
        while (in[at] != '"') {
            at += in[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    /// The JSON text of the string that replaces an object.
    private static Optional<byte[]> text(byte[] in, int from, int to) {
        if (to - from <= 0 || to - from > MAX_LENGTH) {
            return Optional.empty();
        }
        var json = new String(in, from, to - from, StandardCharsets.UTF_8);
        if (!json.contains(TYPE)) {
            return Optional.empty();
        }
        try (var reader = JSON.createReader(new StringReader(json))) {
            return text(reader.readObject())
                    .map(text -> JSON.createValue(text).toString())
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonParsingException _) { // a number with too many digits
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonObject object) {
        if (!(object.get(TYPE) instanceof JsonString type)) {
            return Optional.empty();
        }
        if (type.getString().equals("timedelta")) {
            return duration(object);
        }
        return object.size() == 2 && object.get("value") instanceof JsonString value
                ? Optional.of(value.getString()).filter(text -> isOfType(text, type.getString()))
                : Optional.empty();
    }

    private static boolean isOfType(String text, String type) {
        return switch (type) {
            case "UUID" -> UUID.matcher(text).matches();
            case "Decimal" -> DECIMAL.matcher(text).matches();
            default -> TIMES.containsKey(type) && isTime(text, TIMES.get(type));
        };
    }

    private static boolean isTime(String text, DateTimeFormatter format) {
        try {
            format.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static DateTimeFormatter withOffset(DateTimeFormatter local) {
        return new DateTimeFormatterBuilder()
                .append(local)
                .optionalStart()
                .appendOffsetId()
                .toFormatter();
    }

    /// Python normalizes its durations: only the days may be negative.
    private static Optional<String> duration(JsonObject object) {
        boolean withMicros = object.containsKey("microseconds");
        if (object.size() != (withMicros ? 4 : 3)
                || !isWhole(object.get("days"), -MAX_DAYS, MAX_DAYS)
                || !isWhole(object.get("seconds"), 0, 86_399)
                || withMicros && !isWhole(object.get("microseconds"), 0, 999_999)) {
            return Optional.empty();
        }
        var duration =
                Duration.ofDays(object.getInt("days"))
                        .plusSeconds(object.getInt("seconds"))
                        .plusNanos(1_000L * object.getInt("microseconds", 0));
        return Optional.of(iso(duration));
    }

    private static boolean isWhole(JsonValue value, int min, int max) {
        return value instanceof JsonNumber number
                && number.isIntegral()
                && number.doubleValue() >= min
                && number.doubleValue() <= max;
    }

    /// Days are kept apart from hours, since for a calendar they differ.
    private static String iso(Duration duration) {
        long days = duration.toDays();
        var rest = duration.minusDays(days);
        if (days == 0) {
            return rest.toString();
        }
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }
}
