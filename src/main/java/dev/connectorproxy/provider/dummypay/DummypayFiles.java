package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The files of a directory as arrays of rows. A missing file has no rows.
record DummypayFiles(DummypayDirectory directory) {
    private static final int JSON_DEPTH = 64;
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    /// A row.
    ///
    /// @param json the row as in the file
    /// @param fields typed access to the same row
    record Row(JsonValue json, JsonFields fields) {}

    /// A range of the rows of a file.
    ///
    /// @param next the number of the row after the last of them, from 0
    record Slice(List<Row> rows, int next, boolean hasMore) {
        Slice {
            rows = List.copyOf(rows);
        }
    }

    /// The rows from a number on; the other rows are skipped without building their trees.
    Slice slice(DummypayFile file, int from, int size) {
        var rows = new ArrayList<Row>();
        int count = 0;
        try (var parser = parser(file)) {
            expectArray(file, parser.next());
            for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
                if (count >= from && rows.size() < size) {
                    rows.add(row(file, count, parser.getValue()));
                } else {
                    skip(parser, event);
                }
                count++;
            }
        } catch (JsonException
                | ArithmeticException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw PaymentException.of(
                    PaymentError.UPSTREAM_ERROR,
                    file.fileName() + "[" + count + "] has a number that is too long",
                    e);
        }
        int next = Math.min(from, count) + rows.size();
        return new Slice(rows, next, next < count);
    }

    /// All rows.
    List<Row> all(DummypayFile file) {
        return slice(file, 0, Integer.MAX_VALUE).rows();
    }

    /// Replaces all rows of a file.
    void replace(DummypayFile file, List<? extends JsonValue> rows) {
        var array = JSON.createArrayBuilder();
        rows.forEach(array::add);
        directory.write(file, array.build().toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonParser parser(DummypayFile file) {
        byte[] text = directory.read(file).orElse(new byte[] {'[', ']'});
        var json =
                JsonText.of(text, JSON_DEPTH)
                        .orElseThrow(() -> wrong(file, "is no well-formed JSON"));
        return PARSERS.createParser(new StringReader(json.toString()));
    }

    private static Row row(DummypayFile file, int number, JsonValue json) {
        var label = file.fileName() + "[" + number + "]";
        return new Row(json, JsonFields.ofResponse(json, label));
    }

    private static void expectArray(DummypayFile file, Event first) {
        if (first != Event.START_ARRAY) {
            throw wrong(file, "must be an array of objects");
        }
    }

    private static void skip(JsonParser parser, Event event) {
        if (event == Event.START_OBJECT) {
            parser.skipObject();
        } else if (event == Event.START_ARRAY) {
            parser.skipArray();
        }
    }

    private static PaymentException wrong(DummypayFile file, String why) {
        return PaymentException.of(PaymentError.UPSTREAM_ERROR, file.fileName() + " " + why);
    }
}
