package dev.connectorproxy.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanariesTest {
    static Stream<UnaryOperator<String>> leaks() {
        return Stream.of(
                it -> it,
                it -> it.toUpperCase(Locale.ROOT),
                it -> URLEncoder.encode(it, UTF_8),
                it -> base64(it),
                it -> base64("u" + it + ":pw"),
                it -> base64("us" + it + ":pw"),
                it -> base64("use" + it + ":pw"),
                it -> Base64.getUrlEncoder().encodeToString(it.getBytes(UTF_8)),
                it -> it.replace("\\", "\\\\").replace("\"", "\\\""),
                it -> it.substring(0, it.length() - 3),
                it -> it.substring(3));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void findsACanaryInEveryForm(UnaryOperator<String> leak) {
        var canaries = new Canaries();
        var secrets =
                Stream.of(
                        canaries.plain("key"),
                        canaries.withSpecialCharacters("key"),
                        canaries.nonAscii("key"));

        secrets.forEach(secret -> {
            var text = "before" + leak.apply(secret) + "after";

            var failure = assertThrows(AssertionError.class, () -> canaries.assertAbsentFrom(text));
            assertThat(failure.getMessage(), containsString("of the key"));
        });
    }

    @Test
    void acceptsATextWithoutCanaries() {
        var canaries = new Canaries();
        canaries.withSpecialCharacters("header");

        canaries.assertAbsentFrom("GET /path?query=value " + new Canaries().plain("elsewhere"));
    }

    @Test
    void refusesToProveAnythingWithoutACanary() {
        assertThrows(
                IllegalStateException.class, () -> new Canaries().assertAbsentFrom("anything"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
