package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private final SecretMask mask = SecretMask.of(List.of("hunter2", "12345", " ", ""));

    @Test
    void masksATextAndIgnoresBlankValues() {
        assertThat(mask.text("a hunter2 b"), is("a *** b"));
    }

    @Test
    void masksJsonExceptTheNamesOfAProtocol() {
        var json = "{\"hunter2\": \"hunter2\", \"x-hunter2\" : [12345, 1.50]}";

        var masked = mask.json(json.getBytes(StandardCharsets.UTF_8), Set.of("hunter2"));

        assertThat(
                new String(masked, StandardCharsets.UTF_8),
                is("{\"hunter2\": \"***\", \"x-***\" : [\"***\", 1.50]}"));
    }

    @Test
    void returnsJsonWithoutAValueAsItIs() {
        byte[] json = "{\"a\":[1.50,\" \"]}".getBytes(StandardCharsets.UTF_8);

        assertThat(mask.json(json, Set.of()), is(sameInstance(json)));
    }

    @Test
    void showsNoValueItself() {
        assertThat(mask.toString(), is("a mask of 2 values"));
    }
}
