package dev.connectorproxy.devserver.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementsTest {
    private static List<String> elements(String array) {
        var page = "{\"before\":[0],\"rows\":" + array + ",\"after\":[9]}\n";
        var text = JsonText.of(page.getBytes(StandardCharsets.UTF_8), 100).orElseThrow();
        return JsonElements.of(text.member("rows").orElseThrow()).stream()
                .map(element -> new String(element, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void anEmptyArrayHasNone() {
        assertThat(elements("[]"), is(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[1,[2,3]],\"b\":{\"c\":[]}}",
                "{\"a\":\"],[}{,\"}",
                "{\"a\":\"\\\"],\\\\\"}",
                "{\"a\":\"ä\\ud83d\\u0001\"}",
                "1.50E+1",
                "\",\"",
                "[[],[]]"
            })
    void eachStandsAsInTheText(String element) {
        var array = "[%s,%s,null]".formatted(element, element);

        assertThat(elements(array), is(List.of(element, element, "null")));
        assertThat(elements("[" + element + "]"), is(List.of(element)));
    }
}
