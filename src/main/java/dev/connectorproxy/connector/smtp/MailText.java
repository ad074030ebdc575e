package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;

/// Checks of texts before they become part of an e-mail. A line break in a header field would start another field
/// (header injection), so line breaks and other control characters are refused. Error messages name the parameter,
/// never its value.
final class MailText {
    /// The maximum length of a text in a header field, in characters. Angus Mail encodes and folds a field in quadratic
    /// time.
    private static final int MAX_HEADER_LENGTH = 1_000;

    private static final int MAX_TOKEN_LENGTH = 8_000;

    private MailText() {}

    /// Checks a text for a header field and returns it.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String checkHeader(String id, String text) {
        return checkLine(id, checkLength(id, text, MAX_HEADER_LENGTH));
    }

    /// Checks a part of the login, which is sent on one line of SMTP, and returns it.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String checkLogin(String id, String text) {
        return checkBody(id, checkLength(id, text, MAX_HEADER_LENGTH));
    }

    /// Checks an OAuth 2 access token (RFC 6750, section 2.1) and returns it. A login is one line of at most 12,288
    /// bytes (RFC 4954, section 4).
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String checkToken(String id, String text) {
        if (checkLength(id, text, MAX_TOKEN_LENGTH).chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw invalid(id, "has a character other than visible ASCII");
        }
        return text;
    }

    /// Checks that a text has no more than so many characters (Unicode code points) and returns it.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String checkLength(String id, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            throw invalid(id, "has a text of more than %d characters".formatted(max));
        }
        return text;
    }

    /// Checks a text without line breaks, of any length, and returns it.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String checkLine(String id, String text) {
        if (text.codePoints().anyMatch(MailText::isForbiddenInHeader)) {
            throw invalid(id, "has a line break or another control character");
        }
        return checkBody(id, text);
    }

    /// Checks a text that may have several lines and returns it.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String checkBody(String id, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(id, "contains half a surrogate pair, which UTF-8 cannot write");
        }
        return text;
    }

    /// Whether a flag is set. The texts `false` and `False` do not set it: engines insert values as texts.
    static boolean flag(Arguments arguments, String id) {
        return arguments.flag(id)
                && arguments
                        .text(id)
                        .map(value ->
                                value.value() instanceof JsonString text ? text.getString() : "")
                        .filter(text -> text.strip().equalsIgnoreCase("false"))
                        .isEmpty();
    }

    static ConnectorException invalid(String id, String problem) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '%s' %s".formatted(id, problem));
    }

    private static boolean isForbiddenInHeader(int codePoint) {
        return codePoint != '\t' && Character.isISOControl(codePoint)
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }
}
