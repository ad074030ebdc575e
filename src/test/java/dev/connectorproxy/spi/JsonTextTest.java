package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static final int DEPTH = 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                " \"plain\" ",
                "\"\"",
                "\"gr\u00fc\u00df \u20ac \ud83d\ude00\"",
                "\"a\\nb\\u0041\\\"\"",
                " true ",
                "false",
                "null",
                "12.50",
                "[\"a\", {\"b\": null}]"
            })
    void givesTheSameTreeAsTheLibrary(String text) {
        var ours = JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow().value();

        try (var reader = Json.createReader(new StringReader(text))) {
            assertThat(ours, is(reader.readValue()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-0",
                "1.5e+10",
                "1E400",
                "\"\"",
                "true",
                "false",
                "null",
                " [ 1 , 2 ] ",
                "{\"a\":1,\"a\":2}",
                "\"\\u0000\\ud800\\n\"",
                "\"\u00e9\u20ac\ud83d\ude00\u007f\"",
                "\"\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff\"",
                "{\"a\":{\"b\":[{},[],{\"c\":null}]}}",
                "123456789012345678901234567890",
                "\n\t\r 12.50 \n"
            })
    void acceptsWellFormedText(String text) {
        assertThat(accepted(text), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "01",
                "-",
                "1.",
                ".5",
                "+1",
                "1e",
                "1e+",
                "0x10",
                "NaN",
                "Infinity",
                "-Infinity",
                "tru",
                "nulll",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "1 2",
                "[1 2]",
                "[1}",
                "{\"a\":1]",
                "\ufeff",
                "\ufeff\ufeff{}",
                "/**/1",
                "\"a\u0001\"",
                "[\"a\",\n4,1,",
                "{\"a\":1 \"b\":2}",
                "{1:2}",
                "[1]]",
                "\"\\\""
            })
    void refusesMalformedText(String text) {
        assertThat(accepted(text), is(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22ff22",
                "22c322",
                "22c08022",
                "22e0808022",
                "22eda08022",
                "22f08080" + "8022",
                "22f490808022",
                "22f888808080" + "22",
                "2280" + "22",
                "22e282" + "22",
                "22c3"
            })
    void refusesWhatIsNotUtf8(String hex) {
        assertThat(JsonText.of(HexFormat.of().parseHex(hex), DEPTH).isPresent(), is(false));
    }

    @Test
    void boundsTheDepthAtTheExactLevel() {
        assertThat(accepted("[".repeat(DEPTH) + "]".repeat(DEPTH)), is(true));
        assertThat(accepted("[".repeat(DEPTH + 1) + "]".repeat(DEPTH + 1)), is(false));
        assertThat(accepted("[".repeat(1_000_000)), is(false));
    }

    @Test
    void keepsTheBytesAsTheyCame() {
        var text = " {\"n\": 12.50, \"e\": 1e400}\n";

        assertThat(
                JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow().toString(),
                is(text));
    }

    @Test
    void findsTheMembersOfAnObject() {
        var text =
                " { \"a\" : 1 ,\"b\":{\"c\":[\"}\",{\"d\":\"\\\"\"}]} , \"\\u0065\":true,\"a\": -2.50e1, \"s\":\"x\" }";

        var members =
                JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow().members();

        assertThat(members.keySet(), contains("a", "b", "e", "s"));
        assertThat(members.get("a").toString(), is("-2.50e1"));
        assertThat(members.get("b").toString(), is("{\"c\":[\"}\",{\"d\":\"\\\"\"}]}"));
        assertThat(members.get("e").toString(), is("true"));
        assertThat(members.get("s").toString(), is("\"x\""));
    }

    /// Random damage to a valid text: whatever the scanner accepts, the library reads as well, and the reverse.
    @Test
    void agreesWithTheLibraryOnDamagedText() {
        var valid = "{\"a\":[1,2.5e-3,true,null,\"x\\n\\u00e9\"],\"b\":{\"c\":-0.0}}";
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var bytes = valid.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] =
                    (byte) "{}[]\",:0123456789.eE+-\\utfn \n".charAt(random.nextInt(28));
            var text = new String(bytes, StandardCharsets.UTF_8);

            assertThat(text, accepted(text), is(readable(bytes)));
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a":1,"x":{"x":[1]},"b": 2.50 } | {"a":1,"b": 2.50 }
                    ` { "x" : 1 , "b":"," }`         | ` { "b":"," }`
                    {"b":1 , "x":"}"}                | {"b":1}
                    {"x":1,"x":2}                    | {}
                    {"\\u0078":1,"b":1}              | {"b":1}
                    {"a":{"x":1}}                    | {"a":{"x":1}}
                    {"a":1,"a":2,"x":0}              | {"a":1,"a":2}
                    {}                               | {}
                    """)
    void leavesOutAMemberAndNothingElse(String text, String left) {
        var json = JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow();

        assertThat(new String(json.without("x"), StandardCharsets.UTF_8), is(left));
    }

    @Test
    void findsTheLastMemberOfAName() {
        var text = "{\"x\":1,\"a\":{\"x\":2},\"\\u0078\": 3,\"b\":4}";
        var json = JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow();

        assertThat(json.member("x").orElseThrow().toString(), is("3"));
        assertThat(json.member("y").isEmpty(), is(true));
    }

    private static boolean accepted(String text) {
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).isPresent();
    }

    private static boolean readable(byte[] bytes) {
        try (var parser = Json.createParser(new ByteArrayInputStream(bytes))) {
            while (parser.hasNext()) {
                parser.next();
            }
            return true;
        } catch (JsonException | IllegalStateException | java.util.NoSuchElementException _) {
            return false;
        }
    }
}
