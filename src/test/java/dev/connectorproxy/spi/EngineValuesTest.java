package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that SpiffWorkflow marks with their type, in [JsonText#unwrapped()].
class EngineValuesTest {
    private static final String DATETIME =
            "{\"value\": \"2024-02-29T12:34:56.789000+02:00\", \"typename\": \"datetime\"}";
    private static final String DATETIME_TEXT = "\"2024-02-29T12:34:56.789000+02:00\"";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{`value`: `2024-02-29T12:34:56`, `typename`: `datetime`}            | `2024-02-29T12:34:56`",
                "{`typename`: `datetime`, `value`: `2024-02-29T12:34:56.000001`}     | `2024-02-29T12:34:56.000001`",
                "{`value`: `2024-02-29T12:34:56+00:00`, `typename`: `datetime`}      | `2024-02-29T12:34:56+00:00`",
                "{`value`: `0001-01-01T00:00:00-00:19:32`, `typename`: `datetime`}   | `0001-01-01T00:00:00-00:19:32`",
                "{`value`: `2024-02-29`, `typename`: `date`}                         | `2024-02-29`",
                "{`value`: `12:34:56.5`, `typename`: `time`}                         | `12:34:56.5`",
                "{`value`: `12:34:56+02:00`, `typename`: `time`}                     | `12:34:56+02:00`",
                "{`value`: `00000000-0000-4000-8000-00000000000a`, `typename`: `UUID`} | `00000000-0000-4000-8000-00000000000a`",
                "{`value`: `12.50`, `typename`: `Decimal`}                           | `12.50`",
                "{`value`: `-1E+3`, `typename`: `Decimal`}                           | `-1E+3`",
                "{`days`: 0, `seconds`: 0, `typename`: `timedelta`}                  | `PT0S`",
                "{`days`: 0, `seconds`: 5400, `typename`: `timedelta`}               | `PT1H30M`",
                "{`days`: 30, `seconds`: 0, `typename`: `timedelta`}                 | `P30D`",
                "{`days`: 1, `seconds`: 3661, `typename`: `timedelta`}               | `P1DT1H1M1S`",
                "{`typename`: `timedelta`, `seconds`: 86399, `days`: -1}             | `PT-1S`",
                "{`days`: -2, `seconds`: 82800, `typename`: `timedelta`}             | `P-1DT-1H`",
                "{`days`: 0, `seconds`: 1, `microseconds`: 500000, `typename`: `timedelta`} | `PT1.5S`",
            })
    void becomeTexts(String value, String text) {
        assertThat(unwrapped(value.replace('`', '"')), is(text.replace('`', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{`value`: `tomorrow`, `typename`: `datetime`}",
                "{`value`: `2024-02-30`, `typename`: `date`}",
                "{`value`: `2024-02-29`, `typename`: `datetime`}",
                "{`value`: 1709209296, `typename`: `datetime`}",
                "{`value`: null, `typename`: `datetime`}",
                "{`value`: `2024-02-29`, `typename`: `Date`}",
                "{`value`: `1-1-1-1-1`, `typename`: `UUID`}",
                "{`value`: `NaN`, `typename`: `Decimal`}",
                "{`value`: `2024-02-29`, `typename`: `date`, `unit`: `day`}",
                "{`value`: {`value`: 1}, `typename`: `date`}",
                "{`value`: `x`, `typename`: `Product`}",
                "{`typename`: `datetime`}",
                "{`typename`: [`datetime`], `value`: `2024-02-29T12:34:56`}",
                "{`days`: 1.5, `seconds`: 0, `typename`: `timedelta`}",
                "{`days`: 1, `seconds`: 86400, `typename`: `timedelta`}",
                "{`days`: 1, `typename`: `timedelta`}",
                "{`days`: 1, `seconds`: 0, `weeks`: 1, `typename`: `timedelta`}",
                "{`days`: `1`, `seconds`: 0, `typename`: `timedelta`}",
                "{`days`: 10000000000, `seconds`: 0, `typename`: `timedelta`}",
                "{`days`: 1e400, `seconds`: 0, `typename`: `timedelta`}",
                "{`type`: `datetime`, `value`: `2024-02-29T12:34:56`}",
                "`{\\`value\\`: \\`2024-02-29\\`, \\`typename\\`: \\`date\\`}`",
                "[`typename`, `date`, {}]",
            })
    void areNotObjectsThatOnlyLookLikeThem(String json) {
        var text = text(json.replace('`', '"'));

        assertThat(text.unwrapped(), is(sameInstance(text)));
    }

    @Test
    void areFoundAtAnyDepthAndTheRestStaysByteForByte() {
        var template =
                "{ \"a\" : [§ , 1.50E+1,{\"typename\":\"x\"}], \"b\":{\"c\":§,\"\\u0064\":\"\\ud800 }{\"},\"c\" :§ }";

        assertThat(
                unwrapped(template.replace("§", DATETIME)),
                is(template.replace("§", DATETIME_TEXT)));
    }

    @Test
    void areFoundInAPartOfAText() {
        var arguments =
                text("{\"spiff__task_data\":{},\"params\":{\"at\":" + DATETIME + "}}").members();

        var params = arguments.get("params").unwrapped();

        assertThat(params.toString(), is("{\"at\":" + DATETIME_TEXT + "}"));
        assertThat(params.members().get("at").toString(), is(DATETIME_TEXT));
    }

    /// The same random text, with marked values and with their texts in the same places.
    @RepeatedTest(200)
    void areReplacedAndNothingElse(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var template = template(random, 4);

        assertThat(
                unwrapped(template.replace("§", DATETIME)),
                is(template.replace("§", DATETIME_TEXT)));
    }

    private static String template(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> "§";
            case 1 -> "\"a\\\"}{[\\\\\"";
            case 2 -> random.nextBoolean() ? "-1.50e+1" : "null";
            case 3 -> "\"typename\"";
            case 4 -> "{\"typename\": \"datetime\"}";
            case 5, 6 ->
                    "{\"typename\" :%s,\"value\": %s, \"k%d\":%s }"
                            .formatted(
                                    template(random, depth - 1),
                                    template(random, depth - 1),
                                    random.nextInt(9),
                                    template(random, depth - 1));
            default ->
                    "[%s,\n%s ]"
                            .formatted(template(random, depth - 1), template(random, depth - 1));
        };
    }

    private static String unwrapped(String json) {
        return text(json).unwrapped().toString();
    }

    private static JsonText text(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), 20).orElseThrow();
    }
}
