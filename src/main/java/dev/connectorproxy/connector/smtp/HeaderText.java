package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.nio.charset.StandardCharsets;

/// The check of texts before they become part of an e-mail. A line break in a header field would begin another one, so it is
/// refused, and with it every control character. Messages name the parameter, never the value.
final class HeaderText {
    private HeaderText() {}

    /// A text for a header field.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String field(String id, String text) {
        if (text.codePoints().anyMatch(HeaderText::breaksField)) {
            throw invalid(id, "has a line break or another control character");
        }
        return body(id, text);
    }

    /// A text of many lines.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String body(String id, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(id, "contains half a surrogate pair, which UTF-8 cannot write");
        }
        return text;
    }

    static ConnectorException invalid(String id, String why) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '%s' %s".formatted(id, why));
    }

    private static boolean breaksField(int character) {
        return character != '\t' && Character.isISOControl(character)
                || character == 0x2028
                || character == 0x2029;
    }
}
