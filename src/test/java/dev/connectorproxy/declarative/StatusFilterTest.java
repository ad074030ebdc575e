package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusFilterTest {
    private static final List<String> TERMS =
            List.of(
                    "status = 404",
                    "status != 200",
                    "status >= 400",
                    "status<500",
                    "status in [401, 403]",
                    "body.code = 'x'",
                    "or = 1",
                    "body.and",
                    "headers.\"retry-after\"",
                    "code = \"a) or (status = 200\"",
                    "$exists(code or status)",
                    "status & '' = '404'",
                    "status = 404.0",
                    "code ~> $boolean",
                    "items[status = 404 and code]",
                    "status = 404 = false",
                    "$not(status = 404)",
                    "404 = status",
                    "status ? true : false",
                    "/* or */ status = 404");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "status >= 400                                             | 200 | false",
                "status >= 400                                             | 400 | true",
                "status = 404                                              | 403 | false",
                "status in [401, 403]                                      | 200 | false",
                "status in [401, 403]                                      | 403 | true",
                "status = 429 or (status = 403 and headers.`retry-after`)  | 200 | true",
                "status = 429 or (status = 403 and headers.retryAfter)     | 200 | false",
                "status = 429 or (status = 403 and headers.retryAfter)     | 403 | true",
                "status < 500 and body.error.type = \"and or (\"           | 503 | false",
                "body.ok = false                                           | 200 | true",
                "status = 200 and $not(body.ok)                            | 404 | false",
            })
    void knowsTheStatusesWithWhichAConditionCanHold(
            String condition, int status, boolean expected) {
        assertThat(StatusFilter.of(condition).test(status), is(expected));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void letsEveryConditionPassThatHolds(long seed) {
        var random = new Random(seed);
        var bodies =
                List.of(
                        "{}",
                        "{'code': 'x', 'or': 1, 'body': {'and': true}}",
                        "{'code': 'a) or (status = 200', 'items': [{'status': 404, 'code': 1}]}");

        IntStream.range(0, 300)
                .forEach(i -> {
                    var condition = condition(random, 3);
                    var expression = Expression.compile(condition, "file:1: when");
                    var filter = StatusFilter.of(condition);
                    for (int status : new int[] {200, 401, 404, 500}) {
                        for (var body : bodies) {
                            boolean holds = holds(expression, body, status);
                            assertThat(condition, !holds || filter.test(status), is(true));
                        }
                    }
                });
    }

    @Test
    void isNotMisledByFieldsThatAreCalledLikeOperators() {
        assertThat(StatusFilter.of("or = 1 or status = 500").test(200), is(true));
        assertThat(StatusFilter.of("x = and and status = 500").test(200), is(false));
    }

    private static boolean holds(Expression expression, String body, int status) {
        try (var reader = Json.createReader(new StringReader(body.replace('\'', '"')))) {
            var context =
                    Json.createObjectBuilder(reader.readObject()).add("status", status).build();
            return expression.holds(context, 100, Duration.ofSeconds(2));
        } catch (ConnectorException _) {
            return false; // as in a rule
        }
    }

    private static String condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return TERMS.get(random.nextInt(TERMS.size()));
        }
        var joined =
                condition(random, depth - 1)
                        + (random.nextBoolean() ? " and " : " or ")
                        + condition(random, depth - 1);
        return random.nextBoolean() ? "(" + joined + ")" : joined;
    }
}
