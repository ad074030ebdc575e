package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    private static final String SPECIAL = "p\"ä ss\\w/+&=%41é€😀";

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    hunter2        | the key hunter2 is wrong            | the key *** is wrong
                    hunter2        | hunter2hunter2                      | ***
                    hunter2        | HUNTER2.example                     | ***.example
                    hunter2        | %68unter2 and h%75nter%32           | *** and ***
                    hunter2        | \\u0068unter2                       | ***
                    hunter2        | hunter3                             | hunter3
                    a b&c          | q=a+b%26c&d=1                       | q=***&d=1
                    a b&c          | a%20b%26c a%2520b%2526c a b&amp;c   | *** *** ***
                    a"b\\c          | {"x":"a\\"b\\\\c"}                 | {"x":"***"}
                    a'b<c          | a&#39;b&lt;c a&#x27;b&#60;c         | *** ***
                    %2525          | <%2525> <%252525>                   | <***> <***>
                    café-1         | caf%C3%A9-1 caf%E9-1 caf\\u00e9-1    | *** *** ***
                    hunter2        | and then hunt                       | and then ***
                    hunter2        | and then hunte …                    | and then *** …
                    hunter2        | and then hun                        | and then hun
                    """)
    void masksAValueInEveryEncoding(String value, String text, String masked) {
        assertThat(new SecretMask(List.of(value)).text(text), is(masked));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hunter2        | 68756e74657232                        | ***
                    hunter2        | 68756E74657232                        | ***
                    hunter2        | 68:75:6e:74:65:72:32                  | ***
                    hunter2        | 68 75 6E 74 65 72 32                  | ***
                    hunter2        | 0x68, 0x75, 0x6e, 0x74, 0x65, 0x72, 0x32 | 0x***
                    hunter2        | \\x68unter\\x32                       | ***
                    gemüse-1       | gem\\xc3\\xbcse-1                     | ***
                    gemüse-1       | gem\\xfcse-1                          | ***
                    a"b\\c-d/e      | a\\\\\\"b\\\\\\\\c-d\\\\\\/e         | ***
                    a"b\\c-d/e      | a%255C%2522b%255C%255Cc-d%252Fe      | ***
                    a"b\\c-d/e      | a&amp;quot;b&amp;#92;c-d/e           | ***
                    a"b\\c-d/e      | a\\u0026quot;b\\u0026#92;c-d\\u002fe | ***
                    nopass"x       | DOMAIN\\\\nopass\\"x                  | DOMAIN\\\\***
                    """)
    void masksAValueInHexadecimalAndInLayersOfEscapes(String value, String text, String masked) {
        assertThat(new SecretMask(List.of(value)).text(text), is(masked));
    }

    @Test
    void masksControlCharactersInTheirEscapes() {
        var mask = new SecretMask(List.of("a\0b\b\u000Bc"));

        assertThat(mask.text("<a%00b%08%0Bc>"), is("<***>"));
        assertThat(mask.text("<a\\u0000b\\b\\vc>"), is("<***>"));
        assertThat(mask.text("<a\\x00b\\x08\\x0bc>"), is("<***>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "use"})
    void masksBase64OfBase64AndUtf16(String before) {
        var mask = new SecretMask(List.of("s3cret-Value"));
        var once = base64(before + "s3cret-Value", StandardCharsets.UTF_8);
        var utf16 = base64(before + "s3cret-Value", StandardCharsets.UTF_16LE);

        for (var between : List.of("", "x", "xy")) {
            var twice = base64(between + once, StandardCharsets.US_ASCII);
            var shown = base64Decoded(mask.text(twice));
            assertNothingLeaks(shown, "s3cret-Value");
            assertThat(mask.text(twice), containsString("***"));
        }
        assertThat(mask.text(utf16), containsString("***"));
    }

    @Test
    void masksAValueThatCrossesTheWindowsOfALongText() {
        var mask = new SecretMask(List.of("s3cret-Value", "p\"q-1234"));
        for (int at = (1 << 18) - 20; at < (1 << 18) + 20; at++) {
            var text = "x".repeat(at) + "s3cret-Value p\\\"q-1234" + "y".repeat(1 << 18);

            assertThat(mask.text(text), is("x".repeat(at) + "*** ***" + "y".repeat(1 << 18)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "use", "user", "user:", "user:a"})
    void masksTheDigitsOfAValueInBase64AndNoOtherOnes(String before) {
        var mask = new SecretMask(List.of("s3cret-Value"));
        int from = before.length() * 8 / 6;
        int to = ((before.length() + "s3cret-Value".length()) * 8 - 1) / 6 + 1;
        for (var after : List.of("", ":", ":x", ":xy", ":xyz")) {
            var bytes = (before + "s3cret-Value" + after).getBytes(StandardCharsets.UTF_8);
            for (var encoder :
                    List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
                var encoded = encoder.encodeToString(bytes);
                var rest = encoded.substring(to);
                var shown = encoded.substring(0, from) + "***" + (rest.startsWith("=") ? "" : rest);

                assertThat(
                        mask.text("Authorization: Basic " + encoded + " was refused"),
                        is("Authorization: Basic " + shown + " was refused"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void masksANonAsciiValueInBase64InBothCharsets(String charset) {
        var encoded =
                Base64.getEncoder()
                        .encodeToString("me:geheimnisvoll-ä".getBytes(Charset.forName(charset)));

        assertThat(
                new SecretMask(List.of("geheimnisvoll-ä")).text(encoded),
                not(containsString(encoded.substring(8, 14))));
    }

    @Test
    void masksBase64InUrlsAndAcrossLines() {
        var mask = new SecretMask(List.of("~~~???~~~???"));
        var encoded =
                Base64.getEncoder().encodeToString("~~~???~~~???".getBytes(StandardCharsets.UTF_8));

        assertThat(
                mask.text("a=" + URLEncoder.encode(encoded, StandardCharsets.UTF_8)), is("a=***"));
        assertThat(mask.text(encoded.replace("/", "\\/")), is("***"));
        assertThat(mask.text(encoded.substring(0, 5) + "\r\n" + encoded.substring(5)), is("***"));
    }

    @Test
    void masksAValueInEveryMixOfEncodings() {
        var mask = new SecretMask(List.of(SPECIAL));
        var random = new Random(7);
        for (var i = 0; i < 500; i++) {
            var text = new StringBuilder();
            SPECIAL.codePoints().forEach(point -> text.append(encoded(point, random)));

            assertThat(text.toString(), mask.text("<" + text + ">"), is("<***>"));
        }
    }

    @Test
    void leavesOtherTextsUnchanged() {
        var mask = new SecretMask(List.of("s3cret-Value", "\\", "%"));
        var text = "nothing to see & here + there äöü 😀".repeat(3);

        assertThat(mask.text(text), is(sameInstance(text)));
        assertThat(SecretMask.NONE.text("%"), is("%"));
    }

    @Test
    void prefersTheLongerOfTwoValues() {
        assertThat(
                new SecretMask(List.of("abcd", "abcdefgh")).text("abcdefgh abcd"), is("*** ***"));
    }

    @Test
    void masksALongValue() {
        var value = "line of a key\n".repeat(5_000);

        assertThat(
                new SecretMask(List.of(value)).text("x" + value.replace("\n", "\\n") + "y"),
                is("x***y"));
    }

    @Test
    void masksNumbersThatContainAValue() {
        var mask = new SecretMask(List.of("123456", "12"));

        assertThat(mask.number("123456"), is("\"***\""));
        assertThat(mask.number("-9123456.5"), is("\"***\""));
        assertThat(mask.number("12"), is("12"));
    }

    /// Checks that no three characters of the Base64 text are left, at any alignment.
    private static void assertNothingLeaks(String masked, String value) {
        for (var before = 0; before < 3; before++) {
            var encoded =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    ("x".repeat(before) + value).getBytes(StandardCharsets.UTF_8));
            for (var i = before == 0 ? 0 : before + 1; i + 3 < encoded.length(); i++) {
                assertThat(masked, not(containsString(encoded.substring(i, i + 3))));
            }
        }
    }

    private static String base64(String text, Charset charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(charset));
    }

    /// What a reader may decode of a masked text: the digits before the mask.
    private static String base64Decoded(String masked) {
        var digits = masked.substring(0, masked.indexOf('*'));
        return new String(
                Base64.getDecoder().decode(digits.substring(0, digits.length() / 4 * 4)),
                StandardCharsets.US_ASCII);
    }

    private static String encoded(int point, Random random) {
        var plain = Character.toString(point);
        return switch (random.nextInt(4)) {
            case 0 -> percent(plain);
            case 1 -> units(plain);
            case 2 -> "&#" + point + ";";
            default -> plain.equals("%") ? percent(plain) : plain.equals("\\") ? "\\\\" : plain;
        };
    }

    private static String percent(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.append("%%%02X".formatted(b));
        }
        return out.toString();
    }

    private static String units(String text) {
        var out = new StringBuilder();
        text.chars().forEach(unit -> out.append("\\u%04x".formatted(unit)));
        return out.toString();
    }
}
