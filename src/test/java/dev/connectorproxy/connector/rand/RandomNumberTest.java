package dev.connectorproxy.connector.rand;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.CommandRun;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomNumberTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, Integer.MAX_VALUE})
    void returnsANumberFromOneToMax(int max) {
        for (int i = 0; i < 100; i++) {
            var run = run(Json.createValue(max));

            assertThat(run.code(), is(""));
            assertThat(
                    run.body().asJsonObject().getInt("number"),
                    allOf(greaterThanOrEqualTo(1), lessThanOrEqualTo(max)));
        }
    }

    @Test
    void takesANumberAsText() {
        assertThat(run(Json.createValue("1")).body().toString(), is("{\"number\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "x", "1.5", "99999999999"})
    void refusesWhatIsNoMaximum(String max) {
        assertThat(run(Json.createValue(max)).code(), is("InvalidParameters"));
    }

    @Test
    void hasNoSettings() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        CommandRun.of(
                                new RandConnector(),
                                Map.of("seed", "7"),
                                "Number",
                                Json.createObjectBuilder().add("max", 1).build()));
    }

    private static CommandRun run(JsonValue max) {
        return CommandRun.of(
                new RandConnector(),
                Map.of(),
                "Number",
                Json.createObjectBuilder().add("max", max).build());
    }
}
