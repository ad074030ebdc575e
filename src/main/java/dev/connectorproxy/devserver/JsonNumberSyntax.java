package dev.connectorproxy.devserver;

/// The syntax of numbers in JSON (RFC 8259, section 6): `-0.5e+7` is one, `+1`, `01`, `.5` and `NaN` are not.
final class JsonNumberSyntax {
    private JsonNumberSyntax() {}

    static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int whole = skipDigits(text, at);
        if (whole == at || whole > at + 1 && text.charAt(at) == '0') {
            return false;
        }
        at = whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = skipDigits(text, at + 1);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        return at == text.length() || isExponent(text, at);
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int from = at + 1;
        if (from < text.length() && "+-".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int end = skipDigits(text, from);
        return end > from && end == text.length();
    }

    /// The index after the digits that begin at this index.
    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
