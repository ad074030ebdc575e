package dev.connectorproxy.toolkit;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.HexFormat;

/// The marker that SpiffArena keeps in task data instead of the content of an uploaded file,
/// `data:<type>;name=<file name>;base64,spifffiledatadigest+<64 hexadecimal digits>`. It is valid base64 (SpiffArena:
/// `process_instance_service.py`).
public final class FileDigest {
    private static final String PREFIX = "spifffiledatadigest+";
    private static final int DIGITS = 64;

    private FileDigest() {}

    /// Refuses the marker, to be called wherever the content of a file is decoded.
    ///
    /// @param parameter the parameter, for the message
    /// @param content a data URL, or base64
    /// @throws ConnectorException `InvalidParameters`
    public static void refuse(String parameter, String content) {
        var text = content.strip();
        int at = text.length() - PREFIX.length() - DIGITS;
        if (at >= 0
                && (at == 0 || text.charAt(at - 1) == ',')
                && text.startsWith(PREFIX, at)
                && text.chars().skip(at + PREFIX.length()).allMatch(HexFormat::isHexDigit)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "parameter '%s' is only the digest of an uploaded file: the diagram must send get_encoded_file_data(…) of it"
                            .formatted(parameter));
        }
    }
}
