package dev.connectorproxy.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trees whose numbers keep their text.
class JsonTextExactTest {
    private static final int DEPTH = 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"\"",
                "{}",
                "[]",
                "[[],{},[{}]]",
                "-0",
                "0.00000001",
                "[1,1.50,1E+5,1e5,1.50E+1,0.0e-0,-0.0,123456789012345678901234567890]",
                "[{\"a\":1},{},{\"b\":{\"c\":[{}]}}]",
                "{\"data\":[{\"n\":1.50E+1},2,[{\"x\":0}],{\"é\":\"日本\"}],\"more\":true}",
                "[{\"a\":\"é/\\n\",\"b\":\"}{][,\\\"\"}]"
            })
    void isWrittenAsItWasRead(String json) {
        assertThat(exact(json).toString(), is(json));
    }

    @Test
    void aCopyOfTheTreeKeepsTheTextOfItsNumbers() {
        var copy =
                Json.createObjectBuilder(exact("{\"n\":1.50E+1}").asJsonObject())
                        .add("more", false)
                        .build();

        assertThat(copy.toString(), is("{\"n\":1.50E+1,\"more\":false}"));
    }

    @Test
    void aNumberIsLikeAnyOtherOfItsValue() {
        var exact = (JsonNumber) exact("1.5e1");
        var plain = (JsonNumber) text("1.5e1").value();

        assertThat(exact, is(plain));
        assertThat(plain, is(exact));
        assertThat(exact.hashCode(), is(plain.hashCode()));
        assertThat(exact.getValueType(), is(JsonValue.ValueType.NUMBER));
        assertThat(exact.isIntegral(), is(plain.isIntegral()));
        assertThat(exact.intValue() + exact.intValueExact(), is(30));
        assertThat(exact.longValue() + exact.longValueExact(), is(30L));
        assertThat(exact.bigIntegerValue(), is(exact.bigIntegerValueExact()));
        assertThat(exact.doubleValue(), is(15.0));
        assertThat(exact.bigDecimalValue(), is(plain.bigDecimalValue()));
        assertThat(exact.numberValue(), is(plain.numberValue()));
    }

    @Test
    void aNumberThatIsTooLongIsRefused() {
        var json = "[" + "1".repeat(5_000) + "]";

        var failure = assertThrows(ConnectorException.class, () -> exact(json));

        assertThat(failure.code(), is("InvalidParameters"));
    }

    /// For any text, even if names occur several times.
    @Test
    void anyTextIsReadAsTheLibraryReadsIt() {
        var random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            value(random, 0, text);
            var json = text.toString();

            var exact = exact(json);

            assertThat(json, exact, is(text(json).value()));
            assertThat(json, exact(exact.toString()), is(exact));
        }
    }

    private static void value(Random random, int depth, StringBuilder out) {
        space(random, out);
        switch (depth > 4 ? random.nextInt(4) : random.nextInt(10)) {
            case 0 -> out.append("-1.50e2");
            case 1 -> out.append("null");
            case 2 -> out.append(random.nextInt());
            case 3 -> out.append("\"é{[\\\"\\u0041,日😀]}\"");
            case 4, 5, 6 -> {
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(random, depth + 1, out);
                    out.append(i > 1 ? "," : "");
                }
                out.append(']');
            }
            default -> {
                out.append('{');
                for (int i = random.nextInt(4); i > 0; i--) {
                    out.append('"').append((char) ('a' + random.nextInt(3))).append("\":");
                    value(random, depth + 1, out);
                    out.append(i > 1 ? "," : "");
                }
                space(random, out);
                out.append('}');
            }
        }
        space(random, out);
    }

    private static void space(Random random, StringBuilder out) {
        out.append(random.nextInt(8) == 0 ? " \n" : "");
    }

    private static JsonValue exact(String json) {
        return text(json).exactValue();
    }

    private static JsonText text(String json) {
        return JsonText.of(json.getBytes(UTF_8), DEPTH).orElseThrow();
    }
}
