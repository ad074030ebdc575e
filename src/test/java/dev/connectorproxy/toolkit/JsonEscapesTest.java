package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class JsonEscapesTest {
    @Test
    void everyCharacterIsReadBackFromItsEscape() {
        for (int i = 0; i < Character.MIN_SURROGATE; i++) {
            char c = (char) i;

            assertThat(read(text -> JsonEscapes.append(text, c)), is(String.valueOf(c)));
            assertThat(read(text -> JsonEscapes.appendUnicode(text, c)), is(String.valueOf(c)));
        }
    }

    @Test
    void quotesBackslashesAndControlsAreEscapedShortly() {
        var text = new StringBuilder();
        for (char c : "\"\\\b\t\n\f\r\u0000\u001f\u2028".toCharArray()) {
            JsonEscapes.append(text, c);
        }

        assertThat(text.toString(), is("\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\\u2028"));
        assertThat(JsonEscapes.isRequired(' ') || JsonEscapes.isRequired('\u007f'), is(false));
        assertThat(JsonEscapes.isRequired('"') && JsonEscapes.isRequired('\u001f'), is(true));
    }

    private interface Writer {
        void write(StringBuilder text);
    }

    private static String read(Writer writer) {
        var text = new StringBuilder("[\"");
        writer.write(text);
        try (var reader = Json.createReader(new StringReader(text.append("\"]").toString()))) {
            return reader.readArray().getString(0);
        }
    }
}
