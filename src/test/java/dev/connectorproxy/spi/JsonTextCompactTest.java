package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON made smaller without a change of its value.
class JsonTextCompactTest {
    private static final int DEPTH = 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,{\"b\":\"c d\"}]}",
                "{\"a\":[1, 2]}",
                "{ \"a\" : [1,2] }",
                "{\"a\":{\"b\":1 },\"c\":\"x\\/y\"}",
                "{\"a\":\"\\u00e9\",\"c\":{}}",
                "{\"a\":{\"b\":{} } , \"c\":[ ],\"d\":[[]]}",
                "{\"a\":\"x\" }"
            })
    void compactsAMemberAsIfItStoodAlone(String text) {
        var members =
                JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow().members();

        members.forEach((name, member) -> {
            byte[] alone = member.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(
                    name, member.compact(), is(JsonText.of(alone, DEPTH).orElseThrow().compact()));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " { \"a\" : [ 1 , 2.50 , true ] , \"b c\" : \"x y\" } ",
                "\"\\u00fc\\u2028\\ud83d\\ude00\\u007f</script>\\/\"",
                "[\"\\u0000\\u001f\\\"\\\\\\n\\u0022\\u005c\",{},[],\"\"]",
                "{\"\\u0061\":1,\"a\":2}",
                "[[[]],{\"x\":[{\"y\":\"]}\"}]}]",
                "-0.0",
                "null"
            })
    void compactsToTheSameValueInFewerBytes(String text) {
        var json = JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow();

        var compact = JsonText.of(json.compact(), DEPTH).orElseThrow();

        assertThat(compact.value(), is(json.value()));
        assertThat(compact.type(), is(json.value().getValueType()));
        assertThat(compact.length(), lessThanOrEqualTo(json.length()));
        assertThat(
                new String(json.compact(), StandardCharsets.UTF_8)
                        .replaceAll("\"[^\"]*\"", "")
                        .contains(" "),
                is(false));
    }

    @Test
    void writesCharactersInPlaceOfEscapes() {
        var text = "\"\\u00fc\\u2028\\ud83d\\ude00\\u007f<\\/a>\"";

        assertThat(
                new String(
                        JsonText.of(text.getBytes(StandardCharsets.UTF_8), 1)
                                .orElseThrow()
                                .compact(),
                        StandardCharsets.UTF_8),
                is("\"\u00fc\u2028\ud83d\ude00\u007f</a>\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\ud800\\n\"",
                "\"\\ud800\\ud800\\udc00\"",
                "[{\"\\udfff\":1}]"
            })
    void refusesToCompactHalfASurrogatePair(String text) {
        var json = JsonText.of(text.getBytes(StandardCharsets.UTF_8), DEPTH).orElseThrow();

        assertThrows(ConnectorException.class, json::compact);
    }
}
