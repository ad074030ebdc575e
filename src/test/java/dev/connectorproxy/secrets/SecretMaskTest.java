package dev.connectorproxy.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private final SecretMask mask = SecretMask.of(List.of("hunter2", "12345", " ", ""));

    @Test
    void masksATextAndIgnoresBlankValues() {
        assertThat(mask.text("a hunter2 b"), is("a *** b"));
    }

    @Test
    void saysWhatItHides() {
        var text = "a hunter2 b hun%74er2 c *** hunter2hunter2";

        assertThat(mask.hiddenParts(text), is(List.of("hunter2", "hun%74er2", "hunter2hunter2")));
        assertThat(mask.hiddenParts("a b"), is(List.of()));
        assertThat(SecretMask.of(List.of()).hiddenParts(text), is(List.of()));
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

    /// The quick check of a string in JSON never disagrees with the search of its text.
    @Test
    void masksStringsInJsonAsTexts() {
        var value = "s3cret-Value_01";
        var mask = SecretMask.of(List.of(value, "4711", ">>>>>>"));
        var base64 = Base64.getEncoder().encodeToString(("a" + value).getBytes(UTF_8));
        var parts =
                List.of(
                        value,
                        base64,
                        "%73",
                        "\\n",
                        "…",
                        " ",
                        "+",
                        "&#115;",
                        "4711",
                        "ä",
                        "x=",
                        "Pj4-Pj4-",
                        "pj4 ");
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int part = random.nextInt(4); part >= 0; part--) {
                var whole = parts.get(random.nextInt(parts.size()));
                int from = random.nextInt(2) * random.nextInt(whole.length());
                text.append(whole, from, from + 1 + random.nextInt(whole.length() - from));
            }
            var expected = JsonStringRewriter.quote(mask.text(text.toString()));

            var json =
                    mask.json(JsonStringRewriter.quote(text.toString()).getBytes(UTF_8), Set.of());

            assertThat(new String(json, UTF_8), is(expected));
        }
    }
}
