package dev.connectorproxy.declarative.expression;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    number                          | 42
                    {"n": number, "url": html_url}  | {"n":42,"url":"https://x"}
                    labels.name                     | ["bug","ui"]
                    labels[name = "ui"].id          | 2
                    $count(labels)                  | 2
                    status = 410                    | true
                    none                            | null
                    missing                         | `nothing`
                    missing > 1                     | `nothing`
                    large                           | 123456789012345678901234567890
                    exact                           | 1.50
                    id                              | 9007199254740993
                    [none, exact]                   | [null,1.50]
                    $uppercase(html_url)            | "HTTPS://X"
                    number / 4                      | 10.5
                    """)
    void anExpressionIsEvaluatedOverJson(String expression, String value) {
        var context =
                json(
                        """
                        {"number": 42, "html_url": "https://x", "status": 410, "none": null, "exact": 1.50,
                         "large": 123456789012345678901234567890, "id": 9007199254740993,
                         "labels": [{"id": 1, "name": "bug"}, {"id": 2, "name": "ui"}]}
                        """);

        assertThat(
                Expression.compile(expression, "x")
                        .evaluate(context, 10, TIME)
                        .map(JsonValue::toString)
                        .orElse("nothing"),
                is(value));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `1 +`            | `x.yaml:4: result, column 3: is not JSONata: Unexpected end of expression`
                    `a b`            | `x.yaml:4: result, column 3: is not JSONata: Syntax error: "b"`
                    `{"a": 1`        | `x.yaml:4: result, column 7: is not JSONata: Expected "}" before end of expression`
                    `a +\\n b c`     | `x.yaml:4: result, line 2, column 4: is not JSONata: Syntax error: "c"`
                    `$eval("1")`     | `x.yaml:4: result, column 1: $eval is not available`
                    """)
    void anExpressionThatCannotBeParsedIsRefusedWithItsPlace(String expression, String message) {
        var refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Expression.compile(
                                        expression.translateEscapes(), "x.yaml:4: result"));

        assertThat(refusal.getMessage(), is(message));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ($f := function($x) { 1 + $f($x + 1) }; $f(1))                                   | is nested too deeply
                    ($f := function($s, $k) { $k = 0 ? $s : $f($s & $s, $k - 1) }; $f("x", 40))      | has too large a value
                    $pad("x", 2000000000)                                                            | has too large a value
                    $replace("aaa", "a", "b", 2000000000)                                            | has too large a value
                    [1..9000000]                                                                     | has too large a value
                    function($x) { $x }                                                              | failed
                    $uppercase(secret)                                                               | failed (T0410, column 11)
                    $error("no items")                                                               | failed: no items
                    """)
    void anEvaluationThatFailsOrExceedsABoundIsAFailureWithoutValues(
            String expression, String message) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                Expression.compile(expression, "x.yaml:4: commands.X.result")
                                        .evaluate(json("{\"secret\": 815}"), 10, TIME));

        assertThat(failure.code(), is("ExpressionFailed"));
        assertThat(failure.httpStatus(), is(422));
        assertThat(failure.getMessage(), is("the expression of commands.X.result " + message));
    }

    @Test
    void anEvaluationEndsAfterItsTime() {
        var endless = Expression.compile("($f := function($x) { $f($x + 1) }; $f(1))", "x");

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> endless.evaluate(JsonValue.NULL, 10, Duration.ofMillis(50)));

        assertThat(failure.getMessage(), is("the expression of x takes too long"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "status = 410, true",
        "'[0, \"\"]', false",
        "'[0, 1]', true",
        "{}, false",
        "0, false",
        "'\"\"', false",
        "status > 500, false",
        "missing, false",
        "items, false",
        "text, true",
        "none = null, true",
        "missing.a = 1, false",
        "/* c */ status, true",
    })
    void aConditionHoldsIfJsonataTakesItForTrue(String condition, boolean holds) {
        var context = json("{\"status\": 410, \"items\": [], \"text\": \"a\", \"none\": null}");

        assertThat(Expression.compile(condition, "x").holds(context, 10, TIME), is(holds));
    }

    @Test
    void textsAreTakenAsTheyAre() {
        var context = json("{\"message\": \"gone\", \"n\": 1, \"none\": null}");

        assertThat(
                Expression.compile("message", "x").evaluateText(context, 10, TIME),
                is(Optional.of("gone")));
        assertThat(
                Expression.compile("n", "x").evaluateText(context, 10, TIME), is(Optional.of("1")));
        assertThat(
                Expression.compile("none", "x").evaluateText(context, 10, TIME),
                is(Optional.empty()));
    }

    @Test
    void manyThreadsEvaluateDifferentExpressionsAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    threads.invokeAll(
                            IntStream.range(0, 200)
                                    .<Callable<String>>mapToObj(i -> () -> sum(i))
                                    .toList());

            for (int i = 0; i < 200; i++) {
                assertThat(results.get(i).get(), is(String.valueOf(3 * i)));
            }
        }
    }

    private static String sum(int i) {
        var expression = Expression.compile("($v := a + %d; $v + b)".formatted(i), "x");
        var context = json("{\"a\": %d, \"b\": %d}".formatted(i, i));
        // large enough for the compute pool every other time
        return expression
                .evaluate(context, i % 2 == 0 ? 10 : 1 << 20, TIME)
                .orElseThrow()
                .toString();
    }

    @Test
    void aFailureOfTheLibraryIsNotTheProxys() {
        var odd = Expression.compile("$toMillis('nonsense')", "x");

        var failure =
                assertThrows(
                        ConnectorException.class, () -> odd.evaluate(JsonValue.NULL, 10, TIME));

        assertThat(failure.getMessage(), startsWith("the expression of x failed"));
    }

    private static JsonValue json(String text) {
        return Json.createReader(new StringReader(text)).readValue();
    }
}
