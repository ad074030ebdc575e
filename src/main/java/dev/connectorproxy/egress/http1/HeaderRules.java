package dev.connectorproxy.egress.http1;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.Locale;
import java.util.Set;

/// Which header fields a caller may set: none for framing, none that is hop-by-hop (RFC 9110, section 7.6.1) except
/// `Connection`, and no character that could end the field. Error messages never repeat a value or a malformed name.
public final class HeaderRules {
    private static final int LAST_VISIBLE = 0x7E;
    private static final int DELETE = 0x7F;
    private static final int LAST_LATIN_1 = 0xFF;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN_TABLE = tokenTable();
    private static final Set<String> RESERVED =
            Set.of(
                    "content-length",
                    "transfer-encoding",
                    "te",
                    "trailer",
                    "keep-alive",
                    "upgrade",
                    "expect",
                    "http2-settings",
                    "spiff-connector-proxy-api-key");

    private HeaderRules() {}

    /// Checks a field and returns its name in lower case.
    ///
    /// @throws ConnectorException `InvalidParameters`
    public static String check(Header header) {
        if (!isToken(header.name())) {
            throw refused("a header's name is not a token of RFC 9110: use letters, digits and -");
        }
        var name = header.name().toLowerCase(Locale.ROOT);
        if (RESERVED.contains(name) || name.startsWith("proxy-")) {
            throw refused("header " + header.name() + " is not the caller's to set: leave it out");
        }
        if (!isLatin1Value(header.value())) {
            throw refused(
                    "the value of header "
                            + header.name()
                            + " has a control character, or one that is not in ISO 8859-1 (Latin-1)");
        }
        if (name.equals("connection") && !isClose(header) && !isKeepAlive(header)) {
            throw refused("header Connection may only be close or keep-alive");
        }
        if (name.equals("host") && !isHost(header.value())) {
            throw refused("header Host is empty, or has a space or a character outside ASCII");
        }
        return name;
    }

    /// Whether the value of `Connection` is `close`.
    public static boolean isClose(Header header) {
        return header.value().strip().equalsIgnoreCase("close");
    }

    /// Whether the text is a valid field value in visible ASCII, spaces and tabs.
    public static boolean isValue(String text) {
        return isValue(text, LAST_VISIBLE);
    }

    /// Whether the text is a valid field value in ISO 8859-1, one byte for each character (RFC 9110, section 5.5).
    public static boolean isLatin1Value(String text) {
        return isValue(text, LAST_LATIN_1);
    }

    private static boolean isValue(String text, int last) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == DELETE || c > last) {
                return false;
            }
        }
        return true;
    }

    /// Whether the text is a token (RFC 9110, section 5.6.2), such as a method or a field name.
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > LAST_VISIBLE || !TOKEN_TABLE[c]) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isKeepAlive(Header header) {
        return header.value().strip().equalsIgnoreCase("keep-alive");
    }

    private static boolean isHost(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c <= LAST_VISIBLE);
    }

    private static boolean[] tokenTable() {
        var token = new boolean[LAST_VISIBLE + 1];
        for (char c = 0; c <= LAST_VISIBLE; c++) {
            token[c] = Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
        }
        return token;
    }

    private static ConnectorException refused(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }
}
