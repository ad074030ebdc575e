package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.JsonRow;
import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonByteWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"\"",
                "{}",
                "[]",
                "[[],{},[{}]]",
                "[1,-0,1.50,1E+5,123456789012345678901234567890]",
                "{\"a\":{\"b\":[null,false]},\"\":\",\",\"\u00e9\u4e2d\":\"\ud83d\ude00\"}"
            })
    void writesAValueAsItsText(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            var value = reader.readValue();

            assertThat(text(value), is(value.toString()));
        }
    }

    @Test
    void aRowIsWrittenAsTheProviderWroteIt() {
        var response = "[{ \"n\" : 1.50E+1, \"half\" : \"x\" },{\"half\":\"\\ud83d\"}]";
        var rows = JsonRow.read(response.getBytes(UTF_8), 8).orElseThrow();

        assertThat(text(rows), is("[{\"n\":1.50E+1,\"half\":\"x\"},{\"half\":\"\\ud83d\"}]"));
    }

    @Test
    void aStringOfAnyCharactersComesBack() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int length = random.nextInt(i % 10 == 0 ? 5_000 : 40);
            var text = new StringBuilder();
            while (text.length() < length) {
                text.appendCodePoint(point(random));
            }
            var string = Json.createValue(text.toString());

            try (var reader = Json.createReader(new StringReader(text(string)))) {
                assertThat(((JsonString) reader.readValue()).getString(), is(text.toString()));
            }
        }
    }

    /// A code point of one to four bytes, often one that needs an escape; never a surrogate.
    private static int point(Random random) {
        var bounds = new int[] {0x20, 0x80, 0x800, 0xd800, 0x1000, 0x10ffff};
        int point = random.nextInt(bounds[random.nextInt(bounds.length)]);
        return point >= 0xd800 && point < 0xe000 ? '"' : point;
    }

    @Test
    void aLoneSurrogateStaysAnEscape() {
        assertThat(text(Json.createValue("a\ud83db")), is("\"a\\ud83db\""));
        assertThat(text(Json.createValue("\ude00")), is("\"\\ude00\""));
        assertThat(text(Json.createValue("\ud83d")), is("\"\\ud83d\""));
    }

    @Test
    void aSurrogatePairAcrossTwoChunksIsOneCharacter() {
        for (int before = 1_020; before < 1_026; before++) {
            var text = "x".repeat(before) + "\ud83d\ude00" + "\u4e2d".repeat(2_000);

            assertThat(text(Json.createValue(text)), is("\"" + text + "\""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "7", "10", "-1.5", "1e5", "1E+5", "0.0e-0", "123456789012345678"})
    void acceptsANumber(String text) {
        assertThat(JsonNumberSyntax.isNumber(text), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+1", "01", "-01", ".5", "1.", "1e", "1e+", "e5", "NaN", "1 ", "1}"
            })
    void rejectsOtherTexts(String text) {
        assertThat(JsonNumberSyntax.isNumber(text), is(false));
        assertThrows(IllegalStateException.class, () -> new JsonByteWriter(1).number(text));
    }

    private static String text(JsonValue value) {
        return new String(new JsonByteWriter(1).value(value).toByteArray(), UTF_8);
    }
}
