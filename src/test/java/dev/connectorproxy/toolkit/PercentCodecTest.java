package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodecTest {
    private static final String ALPHABET = " %+&=/?#~*-._aZ09\"<>[]{}^`|\\\0\n\u007f\u00e9\u20ac";

    @Test
    void encodesAllButUnreservedCharacters() {
        assertThat(PercentCodec.encode("aZ09-._~"), is("aZ09-._~"));
        assertThat(
                PercentCodec.encode("a b+c/d%*\u00e9\ud83d\ude00"),
                is("a%20b%2Bc%2Fd%25%2A%C3%A9%F0%9F%98%80"));
        assertThat(PercentCodec.encode("a b\u00e9", c -> c != ' '), is("a%20b%C3%A9"));
    }

    @Test
    void encodesTheFieldsOfAFormInOrder() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("b", "1 2");
        fields.put("a~", "*&");

        assertThat(PercentCodec.encodeFields(fields, PercentCodec.FORM), is("b=1%202&a%7E=*%26"));
        assertThat(
                PercentCodec.encodeFields(fields, PercentCodec.UNRESERVED),
                is("b=1%202&a~=%2A%26"));
    }

    @Test
    void agreesWithTheFormEncodingOfTheJdkExceptForSpaces() {
        var random = new Random(7);

        for (int i = 0; i < 10_000; i++) {
            var text = text(random);
            var jdk = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");

            assertThat(PercentCodec.encode(text, PercentCodec.FORM), is(jdk));
        }
    }

    @Test
    void decodesWhatItEncoded() {
        var random = new Random(11);

        for (int i = 0; i < 10_000; i++) {
            var text = text(random);

            assertThat(PercentCodec.decode(PercentCodec.encode(text)), is(Optional.of(text)));
        }
    }

    @Test
    void agreesWithTheDecoderOfTheJdkOnWellFormedTexts() {
        var random = new Random(13);

        for (int i = 0; i < 10_000; i++) {
            var text = escapes(random);
            var jdk = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);

            assertThat(PercentCodec.isWellFormed(text), is(true));
            assertThat(text, PercentCodec.decodeLeniently(text), is(jdk));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%4", "a%", "%4g", "%%41", "%-1", "%\uff11\uff11", "%C3", "%C3\u00e9"})
    void strictDecodingRefusesBrokenEscapesAndOtherCharsets(String text) {
        assertThat(PercentCodec.decode(text), is(Optional.empty()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"100%, 100%", "%4, %4", "%%41, %A", "%C3x, \ufffdx", "a+b%20c, a+b c"})
    void lenientDecodingKeepsBrokenEscapesAndReplacesOtherCharsets(String text, String decoded) {
        assertThat(PercentCodec.decodeLeniently(text), is(decoded));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }

    /// Escapes of any octet between other characters.
    private static String escapes(Random random) {
        return random.ints(random.nextInt(12), 0, 256)
                .mapToObj(octet -> octet < 64 ? "+\u00e9" : "%%%02x".formatted(octet))
                .collect(Collectors.joining());
    }
}
