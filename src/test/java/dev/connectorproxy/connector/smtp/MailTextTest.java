package dev.connectorproxy.connector.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTextTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "true, true",
                "false, false",
                "\"true\", true",
                "\"false\", false",
                "\"False\", false",
                "\"yes\", true",
                "\"\", false",
                "1, true",
            })
    void aFlagMayBeAText(String json, boolean expected) {
        var value = JsonText.of(json.getBytes(StandardCharsets.UTF_8), 2).orElseThrow();

        assertThat(MailText.flag(new Arguments(Map.of("a", value)), "a"), is(expected));
        assertThat(MailText.flag(new Arguments(Map.of()), "a"), is(false));
    }
}
