package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallBodyParserTest {
    private final CallBodyParser reader = new CallBodyParser(16);

    @Test
    void removesWhatSpiffArenaAddsAndKeepsTheCaller() {
        var invocation =
                json(
                        "{\"spiff__task_data\":{\"a\":[{\"message\":1}]},\"message\":\"hi\",\"spiff__anything\":[[1]],"
                                + "\"spiff__process_instance_id\":7,\"spiff__process_model_identifier\":\"g/m\","
                                + "\"spiff__task_id\":\"0b9c\",\"spiff__callback_url\":null}");

        assertThat(invocation.parameters().keySet(), is(Set.of("message")));
        assertThat(invocation.processModel(), is(Optional.of("g/m")));
        assertThat(invocation.processInstance(), is(Optional.of("7")));
        assertThat(invocation.taskId(), is(Optional.of("0b9c")));
    }

    @Test
    void letsTheLastOfEqualKeysWin() {
        assertThat(json("{\"a\":1,\"a\":2}").parameters().get("a").toString(), is("2"));
    }

    @Test
    void keepsTheDigitsOfNumbers() {
        var value = json("{\"a\":[12.50,123456789012345678901234567890]}").parameters().get("a");

        assertThat(value.toString(), is("[12.50,123456789012345678901234567890]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "5",
                "\"x\"",
                "[]",
                "[{}]",
                "{\"a\":",
                "{\"a\":NaN}",
                "\ufeff",
                "{} {}",
                "{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}"
            })
    void refusesWhatIsNotAJsonObject(String body) {
        var failure = assertThrows(ConnectorException.class, () -> json(body));

        assertThat(failure.is(ErrorCode.INVALID_REQUEST), is(true));
        assertThat(failure.httpStatus(), is(400));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{`a`: NaN}                                       | NaN at 'a'",
                "{`a`: [1, {`b c`: [`x`, -Infinity]}]}            | Infinity at 'a[1].b c[1]'",
                "{`x`: `NaN`, `s`: [[], {`NaN`: 1}, Infinity]}    | Infinity at 's[2]'",
                "{`spiff__task_data`: {`a`: {`b`: 1}, `c`: NaN}}  | NaN at 'spiff__task_data.c'",
                "NaN                                              | NaN at ''",
            })
    void namesThePlaceOfANumberThatJsonDoesNotHave(String body, String place) {
        var failure = assertThrows(ConnectorException.class, () -> json(body.replace('`', '"')));

        assertThat(failure.code(), is("InvalidRequest"));
        assertThat(failure.httpStatus(), is(400));
        assertThat(
                failure.getMessage(),
                is(
                        "the body has "
                                + place
                                + ", which is not JSON (RFC 8259); send null or a text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{`a`: Nan}", "{`a`: `NaN", "{`a\\", "]]NaNs", "{`a`: `\\`NaN`}}"})
    void findsNoPlaceInOtherBrokenTexts(String body) {
        var failure = assertThrows(ConnectorException.class, () -> json(body.replace('`', '"')));

        assertThat(failure.getMessage().startsWith("the body is not JSON"), is(true));
    }

    @Test
    void refusesBrokenUtf8() {
        byte[] body = "{\"a\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(ConnectorException.class, () -> reader.toJsonText(body));
    }

    @Test
    void readsTheFieldsOfAForm() {
        var form = "url=http%3A%2F%2Fx%2F%3Fa&empty=&bare&two=1&two=a+b&spiff__task_id=1";

        var parameters = reader.ofForm(form.getBytes(StandardCharsets.UTF_8)).parameters();

        assertThat(parameters.keySet(), is(Set.of("url", "empty", "bare", "two")));
        assertThat(parameters.get("url").toString(), is("\"http://x/?a\""));
        assertThat(parameters.get("two").toString(), is("[\"1\",\"a b\"]"));
    }

    @Test
    void limitsTheFieldsOfAForm() {
        byte[] form = "a&".repeat(10_000_000 / 2).getBytes(StandardCharsets.UTF_8);

        var failure = assertThrows(ConnectorException.class, () -> reader.ofForm(form));

        assertThat(failure.is(ErrorCode.INVALID_REQUEST), is(true));
    }

    private CallBody json(String body) {
        return CallBodyParser.ofJson(reader.toJsonText(body.getBytes(StandardCharsets.UTF_8)));
    }
}
