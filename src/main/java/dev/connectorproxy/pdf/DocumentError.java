package dev.connectorproxy.pdf;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The errors of commands that make documents, all of which another try does not change.
public enum DocumentError {
    /// There is no such template.
    TEMPLATE_NOT_FOUND("TemplateNotFound", 400),

    /// A template cannot be read.
    TEMPLATE("TemplateError", 400),

    /// A template refers to something outside, or to an image that cannot be shown.
    RESOURCE("DocumentResourceRefused", 400),

    /// No font has a character of the text.
    FONT_MISSING("DocumentFontMissing", 422),

    /// The document has too many pages or bytes, or is too complex.
    TOO_LARGE("DocumentTooLarge", 422),

    /// The document cannot be laid out.
    FAILED("DocumentError", 422);

    private final String code;
    private final int status;

    DocumentError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /// The codes for the spec of a command.
    public static List<String> codes() {
        return Stream.concat(
                        Arrays.stream(values()).map(error -> error.code),
                        Stream.of(ErrorCode.CONNECTOR_NOT_CONFIGURED.code()))
                .toList();
    }

    /// The failure with that message.
    public ConnectorException toException(String message) {
        return new ConnectorException(code, status, message);
    }

    /// The failure with its cause.
    public ConnectorException toException(String message, Throwable cause) {
        return new ConnectorException(code, status, message, cause);
    }
}
