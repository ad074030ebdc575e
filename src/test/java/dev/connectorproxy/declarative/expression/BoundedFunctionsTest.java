package dev.connectorproxy.declarative.expression;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.complexity.CpuClock;
import dev.connectorproxy.complexity.LinearTime;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions of JSONata that would take any time on the data of a target.
class BoundedFunctionsTest {
    private static final Duration TIME = Duration.ofSeconds(30);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    $match("ab12cd3", /[0-9]+/).match                              | ["12","3"]
                    $match("ab12cd3", /([0-9])[0-9]/)                              | {"match":"12","index":2,"groups":["1"]}
                    $match(missing, /a/)                                           | nothing
                    $contains("Order 7", /order/i)                                 | true
                    $contains("Order 7", "Order")                                  | true
                    $split("a1b22c", /[0-9]+/)                                     | ["a","b","c"]
                    $split("a,b,c", ",", 2)                                        | ["a","b"]
                    $replace("a1b2", /([0-9])/, "<$1>")                            | "a<1>b<2>"
                    $replace("a1b2", /[a-z]/, function($m) { $uppercase($m.match) }) | "A1B2"
                    $replace("aaaa", "a", "bc", 2)                                 | "bcbcaa"
                    $replace("a.a.", ".", "", 1)                                   | "aa."
                    $replace("aaa", /a/, "b", 2)                                   | "bba"
                    ("ab12" ~> /[0-9]/).match                                      | "1"
                    ("ab12" ~> /[0-9]/).next().match                               | "2"
                    "ab" ~> /[0-9]/                                                | nothing
                    $filter(["a1", "b"], /[0-9]/)                                  | "a1"
                    ($digit := /[0-9]/; $contains("a1", $digit))                   | true
                    $pad("x", -3, "ab")                                            | "abx"
                    $pad("x", 4)                                                   | "x   "
                    $pad("xyz", 2)                                                 | "xyz"
                    $spread([{"a": 1, "b": 2}, {"c": 3}])                          | [{"a":1},{"b":2},{"c":3}]
                    $spread({"a": 1})                                              | {"a":1}
                    $spread("x")                                                   | "x"
                    """)
    void functionsThatAreBoundedDoTheSame(String expression, String value) {
        assertThat(
                Expression.compile(expression, "x")
                        .evaluate(JsonValue.EMPTY_JSON_OBJECT, 10, TIME)
                        .map(JsonValue::toString)
                        .orElse("nothing"),
                is(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$match(text, /(x)?(a|a)*\\1$/)",
                "$contains(text, /(x)?(a|a)*\\1$/)",
                "$split(text, /(x)?(a|a)*\\1$/)",
                "$replace(text, /(x)?(a|a)*\\1$/, '')",
                "$replace(text, /(x)?(a|a)*\\1$/, '', 1)",
                "text ~> /(x)?(a|a)*\\1$/",
                "$filter([text], /(x)?(a|a)*\\1$/)"
            })
    void aSearchThatWouldNotEndDoes(String expression) {
        var context = Json.createObjectBuilder().add("text", "a".repeat(60) + "!").build();
        var search = Expression.compile(expression, "x");

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> search.evaluate(context, 10, Duration.ofMillis(100)));

        assertThat(failure.getMessage(), is("the expression of x takes too long"));
    }

    /// They take all threads that virtual threads run on, unless they compute elsewhere.
    @Test
    void longEvaluationsOnLittleDataKeepNobodyElseFromRunning() throws Exception {
        var slow = Expression.compile("[1..100000].([1..100000])", "x");
        int processors = Runtime.getRuntime().availableProcessors();
        var running = new Semaphore(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls =
                    Stream.generate(() ->
                                    threads.submit(() -> {
                                        running.release();
                                        return slow.evaluate(JsonValue.TRUE, 10, TIME);
                                    }))
                            .limit(2L * processors)
                            .toList();
            running.acquire(2 * processors);

            threads.submit(() -> {}).get();

            assertThat(calls.stream().allMatch(Future::isDone), is(false));
            calls.forEach(call -> call.cancel(true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$spread(items)",
                "$spread([items, items])",
                "$pad(text, 100000)",
                "$pad('', $length(text), 'ab')",
                "$replace(text, 'a', 'b', 1000)",
                "$split(text, /,/)",
                "$match(text, /a/)"
            })
    void functionsTakeLinearTime(String expression) {
        var compiled = Expression.compile(expression, "x");
        var time = new LinearTime(CpuClock.CURRENT_THREAD);

        time.check(
                expression,
                length -> {
                    var items = Json.createArrayBuilder();
                    for (int i = 0; i < length / 8; i++) {
                        items.add(Json.createObjectBuilder().add("a", i).add("b", 1));
                    }
                    var context =
                            Json.createObjectBuilder()
                                    .add("text", "a,".repeat(length / 2))
                                    .add("items", items)
                                    .build();
                    return () -> compiled.evaluate(context, length, TIME);
                });

        time.assertNone();
    }
}
