package dev.connectorproxy.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of a response that keep their text.
class JsonRowTest {
    private static final int DEPTH = 64;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"a\":1},{},{\"b\":{\"c\":[{}]}}] | {\"a\":1} {} {\"b\":{\"c\":[{}]}}",
                "{\"data\":[{\"n\":1.50E+1},2,[{\"x\":0}],{\"é\":\"日本\"}],\"more\":true} | {\"n\":1.50E+1} {\"é\":\"日本\"}",
                "{\"a\":[{\"x\":1}],\"b\":[{\"y\":2},{\"z\":3}]} | {\"x\":1} {\"y\":2} {\"z\":3}",
                "{\"a\":[{\"x\":1},{\"x\":2}],\"b\":[{\"y\":1}],\"a\":[{\"x\":3}]} | {\"x\":3} {\"y\":1}",
                "{\"a\":[{\"x\":1}],\"a\":7,\"b\":[{\"y\":1}]} | {\"y\":1}",
                " [ { \"a\" : [ 1 , 2 ] , \"b c\" : \"x y\" } ] | {\"a\":[1,2],\"b c\":\"x y\"}",
                "[{\"a\":\"\\u00e9\\/\\n\",\"a\":\"}{][,\\\"\"}] | {\"a\":\"é/\\n\",\"a\":\"}{][,\\\"\"}"
            })
    void aRowIsWrittenAsItWasRead(String json, String rows) {
        assertThat(String.join(" ", texts(json)), is(rows));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "null",
                "\"[{}]\"",
                "{\"a\":{\"b\":[{}]}}",
                "[[{}]]",
                "{\"a\":[[{}]]}"
            })
    void elsewhereThereAreNone(String json) {
        assertThat(texts(json), is(List.of()));
        assertThat(read(json), is(JsonText.of(json.getBytes(UTF_8), DEPTH).orElseThrow().value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{}", "[{}]]", "[{\"a\":}]", "{\"a\":[{},]}", "[{}] x"})
    void whatIsNotWellFormedIsNotRead(String json) {
        assertThat(JsonRow.read(json.getBytes(UTF_8), DEPTH), is(Optional.empty()));
    }

    @Test
    void whatIsNestedTooDeepIsNotRead() {
        assertThat(JsonRow.read("[{\"a\":[]}]".getBytes(UTF_8), 2), is(Optional.empty()));
        assertThat(JsonRow.read("[{\"a\":0}]".getBytes(UTF_8), 2), is(not(Optional.empty())));
    }

    @Test
    void halfASurrogatePairHasNoText() {
        var row = (JsonRow) read("[{\"a\":\"\\ud83d\"}]").asJsonArray().getFirst();

        assertThat(row.text(), is(Optional.empty()));
        assertThat(row.getString("a"), is("\ud83d"));
    }

    @Test
    void isAnObjectLikeAnyOther() {
        var json =
                "{\"s\":\"x\",\"i\":7,\"t\":true,\"f\":false,\"n\":null,\"o\":{\"a\":1},\"l\":[1,2]}";
        var plain = JsonText.of(json.getBytes(UTF_8), DEPTH).orElseThrow().value().asJsonObject();
        var row = (JsonRow) read("[" + json + "]").asJsonArray().getFirst();

        assertThat(row.getString("s") + row.getString("-", "y"), is("xy"));
        assertThat(row.getJsonString("s"), is(plain.getJsonString("s")));
        assertThat(row.getInt("i") + row.getInt("-", 1), is(8));
        assertThat(row.getJsonNumber("i"), is(plain.getJsonNumber("i")));
        assertThat(
                row.getBoolean("t") && !row.getBoolean("f") && row.getBoolean("-", true), is(true));
        assertThat(row.isNull("n") && !row.isNull("s"), is(true));
        assertThat(row.getJsonObject("o"), is(plain.getJsonObject("o")));
        assertThat(row.getJsonArray("l"), is(plain.getJsonArray("l")));
        assertThat(row.containsKey("o") && !row.containsKey("-"), is(true));
        assertThat(row.getValueType(), is(JsonValue.ValueType.OBJECT));
        assertThat(row.toString(), is(plain.toString()));
        assertThat(row, is(plain));
        assertThat(plain, is((JsonObject) row));
        assertThat(row.hashCode(), is(plain.hashCode()));
        assertThat(Json.createObjectBuilder(row).build(), is(plain));
    }

    /// For any response: the tree equals that of the library, and the text of each row parses to that row.
    @Test
    void anyResponseIsParsedAsTheLibraryParsesIt() {
        var random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            value(random, 0, text);
            var json = text.toString();

            var read = read(json);

            assertThat(
                    json, read, is(JsonText.of(json.getBytes(UTF_8), DEPTH).orElseThrow().value()));
            for (var row : rows(read)) {
                assertThat(
                        json,
                        JsonText.of(row.text().orElseThrow(), DEPTH).orElseThrow().value(),
                        is((JsonValue) row));
            }
        }
    }

    private static void value(Random random, int depth, StringBuilder out) {
        space(random, out);
        switch (depth > 4 ? random.nextInt(4) : random.nextInt(10)) {
            case 0 -> out.append("-1.50e2");
            case 1 -> out.append("null");
            case 2 -> out.append(random.nextInt());
            case 3 -> out.append("\"é{[\\\"\\u0041,日😀]}\"");
            case 4, 5, 6 -> {
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(random, depth + 1, out);
                    out.append(i > 1 ? "," : "");
                }
                out.append(']');
            }
            default -> {
                out.append('{');
                for (int i = random.nextInt(4); i > 0; i--) {
                    out.append('"').append((char) ('a' + random.nextInt(3))).append("\":");
                    value(random, depth + 1, out);
                    out.append(i > 1 ? "," : "");
                }
                space(random, out);
                out.append('}');
            }
        }
        space(random, out);
    }

    private static void space(Random random, StringBuilder out) {
        out.append(random.nextInt(8) == 0 ? " \n" : "");
    }

    private static List<String> texts(String json) {
        return rows(read(json)).stream()
                .map(row -> new String(row.text().orElseThrow(), UTF_8))
                .toList();
    }

    /// The rows of the tree, wherever they are.
    private static List<JsonRow> rows(JsonValue value) {
        var rows = new ArrayList<JsonRow>();
        switch (value) {
            case JsonRow row -> rows.add(row);
            case JsonArray array -> array.forEach(child -> rows.addAll(rows(child)));
            case JsonObject object -> object.values().forEach(child -> rows.addAll(rows(child)));
            default -> assertThat(value, not(instanceOf(JsonRow.class)));
        }
        return rows;
    }

    private static JsonValue read(String json) {
        return JsonRow.read(json.getBytes(UTF_8), DEPTH).orElseThrow();
    }
}
