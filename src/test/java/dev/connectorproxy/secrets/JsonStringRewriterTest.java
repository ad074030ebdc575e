package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonStringRewriterTest {
    private static final Map<String, String> STRINGS =
            Map.of("a", "b", "quote", "\"\\\u0001\ud800😀", "space", " ");
    private static final Map<String, String> NUMBERS =
            Map.of("7", "0", "0.9", "\"zero\"", "9.0", "\"nine\"", "1e+3", "\"e\"");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    "a"                                 | "b"
                    [ "a" , 1.50e+3, "c", "a" ]         | [ "b" , 1.50e+3, "c", "b" ]
                    {"a" : "a", "x":{"a":["\\u0061"]}}  | {"n" : "b", "x":{"n":["b"]}}
                    {"c":"\\ud83d\\ude00 \\/ \\u00e9"}  | {"c":"\\ud83d\\ude00 \\/ \\u00e9"}
                    [7, -7, 77, true, null]             | [0, -7, 77, true, null]
                    [0.9, 9.0, 1e+3, "a b"]             | ["zero", "nine", "e", "a b"]
                    7                                   | 0
                    "space"                             | " "
                    "quote"                             | "\\"\\\\\\u0001\\ud800😀"
                    """)
    void rewritesStringsNamesAndNumbersAndNothingElse(String json, String expected) {
        assertThat(rewrite(json), is(expected));
    }

    @Test
    void handsTheSameArrayBackWhenNothingChanges() {
        byte[] json = "{\"x\":[1,\"y\\n\"]}".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonStringRewriter.rewrite(json, rewriting()), is(sameInstance(json)));
    }

    private static String rewrite(String json) {
        return new String(
                JsonStringRewriter.rewrite(json.getBytes(StandardCharsets.UTF_8), rewriting()),
                StandardCharsets.UTF_8);
    }

    private static JsonStringRewriter.Replacements rewriting() {
        return new JsonStringRewriter.Replacements(
                name -> name.equals("a") ? "n" : name,
                text -> STRINGS.getOrDefault(text, text),
                number -> NUMBERS.getOrDefault(number, number));
    }
}
