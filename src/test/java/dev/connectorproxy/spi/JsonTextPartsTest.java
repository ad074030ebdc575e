package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A text and the values within it.
class JsonTextPartsTest {
    @Test
    void knowTheirLength() throws IOException {
        var json = text(" {\"a\": 12.50} ");
        var part = json.member("a").orElseThrow();
        var written = new ByteArrayOutputStream();

        part.writeTo(written);

        assertThat(json.length(), is(14));
        assertThat(part.length(), is(5));
        assertThat(written.toString(StandardCharsets.UTF_8), is("12.50"));
    }

    /// The part is in the middle of its text.
    @Test
    void haveMembersOnlyAsAWholeObject() {
        var part = text("{\"a\":{}    }").member("a").orElseThrow();

        for (var json : List.of(part, text("[1]"))) {
            assertThrows(IllegalStateException.class, json::members);
            assertThrows(IllegalStateException.class, () -> json.member("a"));
            assertThrows(IllegalStateException.class, () -> json.without("a"));
        }
    }

    private static JsonText text(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9).orElseThrow();
    }
}
