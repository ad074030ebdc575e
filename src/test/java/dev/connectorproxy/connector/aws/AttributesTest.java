package dev.connectorproxy.connector.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Conversion of JSON to attributes and back.
class AttributesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"x\",\"b\":5,\"c\":true,\"d\":false,\"e\":null,\"f\":[],\"g\":{}}",
                "{\"a\":{\"n\":12.50,\"m\":[0.10,-0.001,100]}}",
                "{\"a\":{\"n\":12345678901234567890123456789012345678}}",
                "{\"a\":{\"n\":0.12345678901234567890123456789012345678}}",
                "{\"a\":{\"n\":9.9E+125,\"m\":1E-130}}",
                "{\"a\":{\"$binary\":\"AAEC\",\"other\":1}}",
                "{\"a\":{\"$set\":\"text\"}}",
                "{\"\":\"ü😀\"}"
            })
    void convertsToAttributesAndBack(String json) {
        var attributes = JsonToAttributes.item(object(json));

        assertThat(AttributesToJson.item(attributes).toString(), is(json));
    }

    @Test
    void writesSetsAndBinaryWithMarkersAndReadsThemAsPlainJson() {
        var item =
                object(
                        "{\"b\":{\"$binary\":\"AAEC\"},\"ss\":{\"$set\":[\"x\",\"y\"]},\"ns\":{\"$set\":[1,2.50]},\"bs\":{\"$set\":[{\"$binary\":\"AA==\"}]}}");

        var attributes = JsonToAttributes.item(item);

        assertThat(attributes.get("b").type(), is(AttributeValue.Type.B));
        assertThat(attributes.get("ss").ss(), is(List.of("x", "y")));
        assertThat(attributes.get("ns").ns(), is(List.of("1", "2.50")));
        assertThat(attributes.get("bs").type(), is(AttributeValue.Type.BS));
        assertThat(
                AttributesToJson.item(attributes).toString(),
                is("{\"b\":\"AAEC\",\"ss\":[\"x\",\"y\"],\"ns\":[1,2.50],\"bs\":[\"AA==\"]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "12.50, 12.5",
        "1.0, 1.0",
        "-0.25, -0.25",
        "1e3, 1000.0",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.5e-7, 1.5e-07",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "-1.25e300, -1.25e+300",
        "0.0, 0.0",
        "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
        "1e400, 1E+400"
    })
    void convertsATopLevelFractionToAStringAsPythonDoes(String number, String text) {
        var attributes = JsonToAttributes.item(object("{\"f\":" + number + "}"));

        assertThat(attributes.get("f").s(), is(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":123456789012345678901234567890123456789}",
                "{\"a\":[1.00000000000000000000000000000000000001]}",
                "{\"a\":{\"n\":1e126}}",
                "{\"a\":{\"n\":1e-131}}",
                "{\"a\":{\"$set\":[]}}",
                "{\"a\":{\"$set\":[1,\"x\"]}}",
                "{\"a\":{\"$set\":[true]}}",
                "{\"a\":{\"$binary\":\"AAE\"}}",
                "{\"a\":{\"$binary\":\"????\"}}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":{\"\\udc00\":1}}"
            })
    void refusesWhatDynamoDbCannotStore(String json) {
        var failure =
                assertThrows(ConnectorException.class, () -> JsonToAttributes.item(object(json)));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1 ", "NaN", "0x10"})
    void refusesAKeyThatIsNotANumber(String text) {
        assertThrows(ConnectorException.class, () -> JsonToAttributes.number(text));
        assertThrows(ConnectorException.class, () -> JsonToAttributes.number("1".repeat(100_000)));
    }

    @Test
    void keepsTheDigitsOfNumbersInATable() {
        var item = Map.of("n", AttributeValue.fromN("12.50"));

        assertThat(AttributesToJson.item(item).toString(), is("{\"n\":12.50}"));
    }

    private static JsonObject object(String json) {
        return JsonText.of(json.getBytes(UTF_8), 10).orElseThrow().value().asJsonObject();
    }
}
