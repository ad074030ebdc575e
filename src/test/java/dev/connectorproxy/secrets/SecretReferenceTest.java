package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
    private static final Map<String, String> VALUES =
            Map.of("A", "alpha", "b-2.x_", "${secret:A}", "dollar", "$");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    ${secret:A}                 | alpha
                    Bearer ${secret:A}          | Bearer alpha
                    ${secret:A}:${secret:A}!    | alpha:alpha!
                    ${secret:b-2.x_}            | ${secret:A}
                    ${secret:dollar}{secret:A}  | ${secret:A}
                    $${secret:A}                | ${secret:A}
                    $${secret:nope              | ${secret:nope
                    $$${secret:A}               | $${secret:A}
                    ${secret:A}$${secret:A}     | alpha${secret:A}
                    $${secret:${secret:A}}      | ${secret:alpha}
                    ${secret} ${other:A} $A     | ${secret} ${other:A} $A
                    """)
    void isReplacedByTheValue(String text, String resolved) {
        assertThat(resolve(text), is(Optional.of(resolved)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${secret:nope}",
                "${secret:}",
                "${secret:A",
                "${secret:../A}",
                "${secret:a/b}",
                "${secret:..}",
                "${secret:.A}",
                "${secret:A }",
                "${secret: A}",
                "${secret:Ä}",
                "${secret:A\0}",
                "${secret:A} ${secret:nope}"
            })
    void isNotResolvedWhenTheNameIsInvalidOrUnknown(String text) {
        assertThat(resolve(text), is(Optional.empty()));
    }

    @Test
    void aNameHasAtMost128Characters() {
        assertThat(
                SecretReference.resolve("${secret:" + "a".repeat(129) + "}", Optional::of),
                is(Optional.empty()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    "${secret:A}"                | true
                    {"a":["x ${secret:A}"]}      | true
                    "\\u0024{secret:A}"          | true
                    "$\\u007Bsecret:A}"          | true
                    "caf\\u00e9 \\u0000 ${x}"    | false
                    [1,2,{"secret":"$"}]         | false
                    """)
    void isFoundInJsonWithAnyEscapes(String json, boolean found) {
        assertThat(SecretReference.mayContain(text(json)), is(found));
    }

    @Test
    void isFoundAtAnyPositionOfALongText() {
        for (var before = (16 << 10) - 20; before < (16 << 10) + 5; before++) {
            assertThat(
                    SecretReference.mayContain(text('"' + "x".repeat(before) + "${secret:A}\"")),
                    is(true));
            assertThat(
                    SecretReference.mayContain(
                            text('"' + "x".repeat(before) + "\\u0024{secret:A}\"")),
                    is(true));
        }
        assertThat(SecretReference.mayContain(text('"' + "x".repeat(50_000) + '"')), is(false));
    }

    private static JsonText text(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9).orElseThrow();
    }

    private static Optional<String> resolve(String text) {
        return SecretReference.resolve(text, name -> Optional.ofNullable(VALUES.get(name)));
    }
}
