package dev.connectorproxy.catalogue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentCheckTest {
    private static final CommandSpec SPEC =
            new CommandSpec(
                    "Try",
                    "A command to try.",
                    List.of(
                            Parameter.required("url", ParameterType.STR, "s"),
                            Parameter.optional("count", ParameterType.INT, "i"),
                            Parameter.optional("port", ParameterType.NUMERIC, "p"),
                            Parameter.optional("large", ParameterType.INTEGER, "l"),
                            Parameter.optional("pin", ParameterType.TEXTUAL, "p"),
                            Parameter.optional("list", ParameterType.TEXT_LIST, "l"),
                            Parameter.optional("strict", ParameterType.BOOL, "b"),
                            Parameter.optional("loose", ParameterType.TRUTHY, "t"),
                            Parameter.optional("any", ParameterType.ANY, "a"),
                            Parameter.optional("object", ParameterType.STRUCTURED, "o"),
                            Parameter.optional("format", ParameterType.STR, "f")
                                    .oneOf("json", "raw"),
                            Parameter.optional("times", ParameterType.LENIENT_INT, "t")),
                    List.of());

    @Test
    void readsValuesThatTheEngineMarksWithTheirType() {
        var marked = "{\"value\": \"2024-02-29T12:00:00\", \"typename\": \"datetime\"}";
        var json = "{\"url\":" + marked + ",\"any\":[{\"at\":" + marked + "}]}";

        var arguments =
                ArgumentCheck.check(
                        SPEC,
                        JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9)
                                .orElseThrow()
                                .members());

        assertThat(arguments.requiredString("url"), is("2024-02-29T12:00:00"));
        assertThat(
                arguments.text("any").orElseThrow().toString(),
                is("[{\"at\":\"2024-02-29T12:00:00\"}]"));
    }

    @Test
    void refusesWhatAStrictCommandDoesNotDeclareAndIgnoresItElsewhere() {
        var sent = Map.of("url", JsonText.ofString("u"), "nope", JsonText.ofString("s3cr3t"));

        var ignored = ArgumentCheck.check(SPEC, sent);
        var refused =
                assertThrows(
                        ConnectorException.class, () -> ArgumentCheck.check(SPEC.asStrict(), sent));

        assertThat(ignored.texts().keySet(), is(Set.of("url")));
        assertThat(refused.code(), is("InvalidParameters"));
        assertThat(refused.getMessage(), is("Try takes no parameter 'nope'"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                               | required parameter 'url' (str) is missing
                    {"url":null}                     | required parameter 'url' (str) is missing
                    {"url":5}                        | parameter 'url' must be a string (str), but is a number
                    {"url":["s3cr3t"]}               | parameter 'url' must be a string (str), but is an array
                    {"url":"u","count":"7.5"}        | parameter 'count' must be a whole number of at most 32 bits (int), but is a number
                    {"url":"u","count":"07"}         | parameter 'count' must be a whole number of at most 32 bits (int), but is a string
                    {"url":"u","count":7.5}          | parameter 'count' must be a whole number of at most 32 bits (int), but is a number
                    {"url":"u","count":3000000000}   | parameter 'count' must be a whole number of at most 32 bits (int), but is a number
                    {"url":"u","count":1e999999999}  | parameter 'count' must be a whole number of at most 32 bits (int), but is a number
                    {"url":"u","port":"7.5"}         | parameter 'port' must be a whole number of at most 32 bits (int), or a string of digits, but is a string
                    {"url":"u","port":"7 7"}         | parameter 'port' must be a whole number of at most 32 bits (int), or a string of digits, but is a string
                    {"url":"u","port":7.5}           | parameter 'port' must be a whole number of at most 32 bits (int), or a string of digits, but is a number
                    {"url":"u","large":7.5}          | parameter 'large' must be a whole number (int), but is a number
                    {"url":"u","large":"07"}         | parameter 'large' must be a whole number (int), but is a string
                    {"url":"u","pin":true}           | parameter 'pin' must be a string (str), or a number, but is a boolean
                    {"url":"u","strict":"yes"}       | parameter 'strict' must be true or false (bool), but is a string
                    {"url":"u","strict":"1"}         | parameter 'strict' must be true or false (bool), but is a string
                    {"url":"u","format":"xml"}       | parameter 'format' must be one of json, raw
                    {"url":"u","format":" json "}    | parameter 'format' must be one of json, raw
                    """)
    void namesTheParameterAndItsTypeButNeverItsValue(String sent, String message) {
        var failure = assertThrows(ConnectorException.class, () -> check(sent));

        assertThat(failure.getMessage(), is(message));
        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(failure.httpStatus(), is(400));
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    count   | "7"                   | 7
                    count   | "-7"                  | -7
                    count   | "7.0"                 | 7.0
                    strict  | "true"                | true
                    strict  | "false"               | false
                    strict  | "True"                | true
                    strict  | "False"               | false
                    strict  | " TRUE\\n"           | true
                    port    | "587\\n"             | "587"
                    port    | "587"                 | "587"
                    object  | "{\\"a\\": [1.50]}"   | {"a": [1.50]}
                    object  | "[[\\"a\\",\\"b\\"]]" | [["a","b"]]
                    object  | "text"                | "text"
                    object  | "7"                   | "7"
                    object  | "{"                   | "{"
                    object  | ""                    | ""
                    any     | "7"                   | "7"
                    any     | "{}"                  | "{}"
                    any     | "true"                | "true"
                    url     | "7"                   | "7"
                    pin     | "7"                   | "7"
                    loose   | "no"                  | "no"
                    list    | "[\\"a\\",\\"b\\"]"       | ["a","b"]
                    list    | "a, b"                | "a, b"
                    list    | "[a"                  | "[a"
                    times   | "7"                   | "7"
                    """)
    void readsATextOnlyWhereItCannotBeMeant(String parameter, String sent, String taken) {
        var arguments = check("{\"url\":\"u\",\"%s\":%s}".formatted(parameter, sent));

        assertThat(arguments.text(parameter).orElseThrow().toString(), is(taken));
    }

    @Test
    void takesWhatFitsAndDropsWhatIsNotDeclared() {
        var arguments =
                check(
                        "{\"url\":\"u\",\"count\":7.0,\"strict\":true,\"any\":[1],\"format\":\"RAW\",\"more\":1}");

        assertThat(arguments.requiredString("url"), is("u"));
        assertThat(arguments.integer("count").orElseThrow(), is(7));
        assertThat(arguments.flag("strict"), is(true));
        assertThat(arguments.value("any").orElseThrow().toString(), is("[1]"));
        assertThat(arguments.value("more").isPresent(), is(false));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    true    | true
                    false   | false
                    null    | false
                    0       | false
                    0.0     | false
                    1       | true
                    ""      | false
                    "false" | true
                    "False" | true
                    "true"  | true
                    "no"    | true
                    []      | false
                    [0]     | true
                    {}      | false
                    """)
    void judgesALooseFlagAsPythonDoes(String value, boolean expected) {
        assertThat(check("{\"url\":\"u\",\"loose\":" + value + "}").flag("loose"), is(expected));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "007" | 007
                    ""    | ``
                    7     | 7
                    -1.50 | -1.50
                    1E3   | 1E3
                    """)
    void takesATextOrTheTextOfANumber(String value, String expected) {
        var arguments = check("{\"url\":\"u\",\"pin\": " + value + " }");

        assertThat(arguments.string("pin").orElseThrow(), is(expected));
    }

    @Test
    void takesANumericValueAsANumberOrAsItsDigits() {
        assertThat(check("{\"url\":\"u\",\"port\":25}").integer("port").orElseThrow(), is(25));
        assertThat(
                check("{\"url\":\"u\",\"port\":\"0587\"}").integer("port").orElseThrow(), is(587));
    }

    @Test
    void takesAnEmptyTextForAbsentWhereValuesAreRestricted() {
        assertThat(check("{\"url\":\"u\",\"format\":\"\"}").string("format").orElseThrow(), is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\"", "7.5", "true", "[7]"})
    void takesAnyValueForALooseNumber(String value) {
        var arguments = check("{\"url\":\"u\",\"elsewhere\":null,\"times\":" + value + "}");

        assertThat(arguments.text("times").orElseThrow().toString(), is(value));
        assertThat(arguments.text("elsewhere").isPresent(), is(false));
    }

    private static Arguments check(String sent) {
        byte[] json = sent.getBytes(StandardCharsets.UTF_8);
        return ArgumentCheck.check(SPEC, JsonText.of(json, 9).orElseThrow().members());
    }

    @ParameterizedTest
    @ValueSource(strings = {"30000000000", "\"30000000000\""})
    void anIntegerMayExceed32BitsAndBeAText(String large) {
        var json = "{\"url\":\"u\",\"large\":%s}".formatted(large);

        var arguments =
                ArgumentCheck.check(
                        SPEC,
                        JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9)
                                .orElseThrow()
                                .members());

        assertThat(arguments.text("large").orElseThrow().toString(), is("30000000000"));
    }
}
