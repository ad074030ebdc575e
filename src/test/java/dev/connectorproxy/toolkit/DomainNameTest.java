package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.IDN;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The expected names are those of UTS 46 without transitional processing, as `new URL()` in browsers has them.
class DomainNameTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.Example, xn--bcher-kva.example",
        "bu\u0308cher.example, xn--bcher-kva.example",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "例え。テスト, xn--r8jz45g.xn--zckzah",
        "a．b｡c, a.b.c",
        "ｅｘａｍｐｌｅ.com, example.com",
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ, localhost",
        "１２７.0.0.𝟏, 127.0.0.1",
        "exa\u00ADm\u200Bp\u2060l\uFEFFe.com, example.com",
        "☕\uFE0F.example, xn--53h.example",
        "a\uDB40\uDD00\u180Fb.example, ab.example",
        "😀.example, xn--e28h.example",
        "ΑΣΑ.example, xn--mxaa7c.example",
        "Ａ_ｂ.example, a_b.example",
        "İ.example, xn--i-9bb.example",
        "ı.example, xn--cfa.example",
        "ᾳ.example, xn--mxaq.example",
        "Ⴀ.example, xn--rkj.example",
        "аpple.com, xn--pple-43d.com",
        "אב.example, xn--4dbc.example",
        "faß.example., ''",
        "'', ''",
        "ü., xn--tda."
    })
    void aNameIsConverted(String name, String ascii) {
        if (ascii.isEmpty() && !name.isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> DomainName.toAscii(name));
            return;
        }
        assertThat(DomainName.toAscii(name), is(ascii));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "straße.example",
                "STRAẞE.example",
                "βόλος.example",
                "a\u200Cb.example",
                "क्\u200Dष.example",
                "evil／.example",
                "evil＠example.com",
                "example.com：80",
                "evil？.example",
                "evil＃.example",
                "℀.example",
                "１．⒈.example",
                "a․b.example",
                "a\u3000b.example",
                "a\u00A0b.example",
                "a\u0085b.example",
                "a\u202Eb.example",
                "a\u200Eb.example",
                "\u0301a.example",
                "-ü.example",
                "ü-.example",
                "xn--ü.example",
                "ａb--ü.example",
                "ü％41.example",
                "\u3164.example",
                "\uFFFD.example",
                "\uE000.example",
                "\uD800.example",
                "\uFFFF.example",
                "aאb.example"
            })
    void aNameWithoutAClearConversionIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> DomainName.toAscii(name));
    }

    @Test
    void lengthsAreBounded() {
        var label = "ü".repeat(60);

        assertThrows(IllegalArgumentException.class, () -> DomainName.toAscii(label));
        assertThrows(
                IllegalArgumentException.class, () -> DomainName.toAscii("\u00AD".repeat(1_001)));
    }

    /// Every character: converted to a name that is its own conversion, which no later step reads as another one.
    @Test
    void everyConversionIsStable() {
        var unstable = new HashSet<String>();
        IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(point -> point % 61 == 0 || !isOneOfManyAlike(point))
                .mapToObj(Character::toString)
                .forEach(character -> {
                    try {
                        var ascii = DomainName.toAscii("a" + character + "b");
                        var shown = IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED);
                        if (!ascii.matches("[a-z0-9_.-]+")
                                || !DomainName.toAscii(shown).equals(ascii)) {
                            unstable.add(character);
                        }
                    } catch (IllegalArgumentException _) {
                        // refused
                    }
                });

        assertThat(unstable.toString(), unstable.size(), is(0));
    }

    private static boolean isOneOfManyAlike(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HANGUL, UNKNOWN -> true;
            default -> false;
        };
    }
}
