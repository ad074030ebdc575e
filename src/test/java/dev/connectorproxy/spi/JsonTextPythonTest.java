package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Byte order marks, and the numbers of Python's `json` that JSON does not have.
class JsonTextPythonTest {
    private static final int DEPTH = 20;
    private static final String[] NON_FINITE = {"NaN", "Infinity", "-Infinity"};
    private static final String[] SCALARS = {
        "1",
        "-0.50e+1",
        "true",
        "null",
        "\"NaN\"",
        "\"\\\"Infinity\"",
        "\"\\\\\"",
        "\"\u00e4 -Infinity\""
    };

    private final Random random = new Random(12);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    NaN                              | null
                    -Infinity                        | null
                    {"a": NaN, "b":[Infinity,1]}     | {"a": null, "b":[null,1]}
                    [NaN,NaN,-Infinity ]             | [null,null,null ]
                    {"NaN":"Infinity","\\"":-Infinity} | {"NaN":"Infinity","\\"":null}
                    ["\\\\",NaN]                     | ["\\\\",null]
                    """)
    void replacesNonFiniteNumbersByNull(String python, String json) {
        assertThat(python(python), is(Optional.of(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nan",
                "+Infinity",
                "-NaN",
                "Inf",
                "NaNs",
                "1NaN",
                "NaN1",
                "{NaN:1}",
                "[NaN",
                "\"NaN",
                "-Infinity-Infinity",
                "NaN NaN",
                "--Infinity",
                ""
            })
    void refusesWhatPythonRefuses(String text) {
        assertThat(python(text), is(Optional.empty()));
    }

    @Test
    void changesNothingElse() {
        for (int i = 0; i < 5_000; i++) {
            var python = new StringBuilder();
            var json = new StringBuilder();
            write(python, json, 0);

            assertThat(python(python.toString()), is(Optional.of(json.toString())));
            assertThat(python("\uFEFF" + python), is(Optional.of(json.toString())));
            assertThat(json("\uFEFF" + json), is(Optional.of(json.toString())));
        }
    }

    /// Pieces in any order: mostly no JSON. What is JSON stays as it is.
    @Test
    void agreesWithJsonOnEveryText() {
        var pieces =
                new String[] {
                    "NaN",
                    "Infinity",
                    "-",
                    "[",
                    "]",
                    "{",
                    "}",
                    "\"",
                    "\\",
                    ",",
                    ":",
                    "1",
                    "null",
                    "\uFEFF",
                    " "
                };
        for (int i = 0; i < 50_000; i++) {
            var text =
                    IntStream.range(0, random.nextInt(9))
                            .mapToObj(_ -> pieces[random.nextInt(pieces.length)])
                            .collect(Collectors.joining());
            var json = json(text);

            if (json.isPresent()) {
                assertThat(text, python(text), is(json));
            }
        }
    }

    private void write(StringBuilder python, StringBuilder json, int depth) {
        int kind = random.nextInt(depth > 5 ? 2 : 4);
        if (kind == 0) {
            python.append(NON_FINITE[random.nextInt(NON_FINITE.length)]);
            json.append("null");
        } else if (kind == 1) {
            both(python, json, SCALARS[random.nextInt(SCALARS.length)]);
        } else {
            both(python, json, kind == 2 ? "[ " : "{ ");
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                both(python, json, (i == 0 ? "" : ",") + (kind == 2 ? "" : "\"NaN" + i + "\": "));
                write(python, json, depth + 1);
            }
            both(python, json, kind == 2 ? "]" : "}");
        }
    }

    private static void both(StringBuilder python, StringBuilder json, String text) {
        python.append(text);
        json.append(text);
    }

    private static Optional<String> python(String text) {
        return JsonText.ofPython(text.getBytes(StandardCharsets.UTF_8), DEPTH)
                .map(JsonText::toString);
    }

    private static Optional<String> json(String text) {
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).map(JsonText::toString);
    }
}
