package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void theSizeIsThatOfAllValuesInBytes() {
        var arguments =
                new Arguments(
                        Map.of("a", JsonText.ofString("\u00e9"), "b", JsonText.ofString("xy")));

        assertThat(arguments.size(), is(8L));
    }

    @Test
    void aTextIsAStringOrTheTextOfANumber() {
        assertThat(arguments("\"a b\"").string("it"), is(Optional.of("a b")));
        assertThat(arguments(" 1.50 ").string("it"), is(Optional.of("1.50")));
        assertThat(arguments("1").string("other"), is(Optional.empty()));
        assertThat(arguments("\"a\"").requiredString("it"), is("a"));
        assertThrows(IllegalArgumentException.class, () -> arguments("1").requiredString("other"));
    }

    @Test
    void aListMayBeOneString() {
        assertThat(arguments("[\"a\", \"b\"]").strings("it"), contains("a", "b"));
        assertThat(arguments("\"a\"").strings("it"), contains("a"));
        assertThat(arguments("\"a\"").strings("other"), is(empty()));
    }

    @Test
    void aWholeNumberMayBeAString() {
        assertThat(arguments("-7").integer("it"), is(OptionalInt.of(-7)));
        assertThat(arguments("\"42\"").integer("it"), is(OptionalInt.of(42)));
        assertThat(arguments("1").integer("other"), is(OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true    | true",
                "false   | false",
                "null    | false",
                "0       | false",
                "0.0     | false",
                "-1      | true",
                "0.1     | true",
                "\"\"    | false",
                "\"0\"   | true",
                "[]      | false",
                "[0]     | true",
                "{}      | false",
                "{\"a\":0} | true",
            })
    void aFlagFollowsPython(String json, boolean truthy) {
        assertThat(arguments(json).flag("it"), is(truthy));
        assertThat(arguments(json).flag("other"), is(false));
    }

    @Test
    void aValueIsATree() {
        assertThat(arguments("null").value("it"), is(Optional.of(JsonValue.NULL)));
        assertThat(arguments("null").text("it").orElseThrow().toString(), is("null"));
        assertThat(arguments("null").value("other"), is(Optional.empty()));
    }

    private static Arguments arguments(String json) {
        var text = JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9).orElseThrow();
        return new Arguments(Map.of("it", text));
    }
}
