package dev.connectorproxy.toolkit;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Converts domain names to A-labels (`xn--`, RFC 5890) as browsers do (UTS 46, without transitional processing), or
/// refuses them; it never converts to another name than browsers. [IDN] alone follows IDNA 2003 with Unicode 3.2:
/// there, `ß` is `ss`, and capitals that came later stay as they are. ICU4J, which knows the whole table, is 14 MB. Thread-safe.
public final class DomainName {
    /// Each is kept, replaced or removed depending on the version of IDNA, so that the name may have two owners.
    private static final String DEVIATIONS = "ßẞς\u200C\u200D";

    /// Removed by UTS 46: soft hyphen, grapheme joiner, zero-width space, word joiner, zero-width no-break space, and
    /// variation selectors.
    private static final String IGNORED =
            "[\u00AD\u034F\u180B-\u180D\u180F\u200B\u2060\uFEFF\uFE00-\uFE0F\\x{E0100}-\\x{E01EF}]";

    /// Letters and marks that show nothing, and replacements for what could not be read.
    private static final String INVISIBLE = "\u115F\u1160\u17B4\u17B5\u3164\uFFFC\uFFFD";

    private static final String DOTS = "[。．｡]";

    /// Exceeds every name of 253 characters as it may be written; the time for one label grows with its square.
    private static final int MAX_LENGTH = 1_000;

    private static final int MAX_LABEL = 63;

    private DomainName() {}

    /// The name in ASCII. Its characters and lengths still have to be checked: a name may become an address, such as
    /// `１２７.0.0.1`, or a special one, such as `ⓛocalhost`.
    ///
    /// @throws IllegalArgumentException there is no clear conversion; the message says why, and is no secret
    public static String toAscii(String name) {
        if (name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("it is too long");
        }
        if (name.chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "ß, ς and joiners mean another name in other versions of IDNA");
        }
        return Arrays.stream(name.replaceAll(DOTS, ".").split("\\.", -1))
                .map(DomainName::toALabel)
                .collect(Collectors.joining("."));
    }

    private static String toALabel(String written) {
        var visible = Normalizer.normalize(written.replaceAll(IGNORED, ""), Normalizer.Form.NFKC);
        var folded =
                visible.codePoints().mapToObj(DomainName::foldCase).collect(Collectors.joining());
        var label = Normalizer.normalize(folded, Normalizer.Form.NFKC);
        if (!label.codePoints().allMatch(DomainName::isValid)) {
            throw new IllegalArgumentException("it has characters that names do not have");
        }
        return label.chars().allMatch(c -> c < 0x80) ? label : encode(label);
    }

    private static String encode(String label) {
        boolean hyphens = label.startsWith("-") || label.endsWith("-") || label.startsWith("--", 2);
        if (hyphens || label.length() > MAX_LABEL || isMark(label.codePointAt(0))) {
            throw new IllegalArgumentException(
                    "a part of it is too long, begins with an accent, or has hyphens where names have none");
        }
        var ascii = IDN.toASCII(label, IDN.ALLOW_UNASSIGNED); // refuses mixed directions
        if (!IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED).equals(label)) {
            throw new IllegalArgumentException("a part of it is another name in IDNA 2003");
        }
        return ascii;
    }

    /// Full case folding. Upper case comes first, because that step expands characters such as `ᾳ`.
    private static String foldCase(int codePoint) {
        var character = Character.toString(codePoint);
        if (codePoint == 'ı') {
            return character; // has the upper case of i
        }
        var upper = character.toUpperCase(Locale.ROOT);
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.CHEROKEE
                ? upper
                : upper.toLowerCase(Locale.ROOT);
    }

    private static boolean isValid(int c) {
        if (c < 0x80) {
            return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z';
        }
        return INVISIBLE.indexOf(c) < 0
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            false;
                    default -> true;
                };
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
