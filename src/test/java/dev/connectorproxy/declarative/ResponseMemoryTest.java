package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// JSON takes up to 40 times its length as a tree, which a target could use to exhaust the heap.
class ResponseMemoryTest {
    private static final String FILE =
            """
            connector: a
            server: https://api.example
            commands:
              X:
                request: {method: POST, path: /x}
                parameters: {given: {type: any}}
            """;

    private final AtomicLong taken = new AtomicLong();

    @Test
    void aTreeForAnExpressionIsTakenFromTheMemoryOfTheCall() {
        run(FILE + "    result: $count($)\n", "{}", list(10_000));

        assertThat(taken.get(), greaterThan(2L * 10_000 * 300));
    }

    @Test
    void aResponseThatIsPassedOnTakesNoMore() {
        run(FILE, "{}", list(10_000));

        assertThat(taken.get(), lessThan(1_000L));
    }

    @Test
    void argumentsAreTakenAsTrees() {
        run(FILE, "{\"given\": %s}".formatted(list(10_000)), "{}");

        assertThat(taken.get(), greaterThan(2L * 10_000 * 300));
    }

    @Test
    void aResponseWithTooManyValuesIsAFailure() {
        var file = FILE + "    result: $count($)\n";

        var failure = assertThrows(ConnectorException.class, () -> run(file, "{}", list(100_000)));

        assertThat(failure.code(), is("ExpressionFailed"));
        assertThat(failure.getMessage(), is("the response has too many values"));
    }

    private void run(String file, String arguments, String response) {
        FileConnector.of(file).respondsJson(response).run("X", arguments, call());
    }

    private static String list(int size) {
        return "[{\"a\":1}" + ",{\"a\":1}".repeat(size - 1) + "]";
    }

    private Call call() {
        return new Call(
                "test",
                false,
                Optional.empty(),
                System.nanoTime() + Duration.ofSeconds(60).toNanos(),
                Call.Trail.NONE,
                taken::addAndGet,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Call.SecretPolicy.NONE,
                Call.Authorization.NONE,
                Map.of());
    }
}
