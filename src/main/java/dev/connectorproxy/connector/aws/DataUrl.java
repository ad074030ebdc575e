package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.FileDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Decodes a file as SpiffArena's forms send it: `data:<type>;name=<file name>;base64,<content>` (RFC 2397).
final class DataUrl {
    private static final String PARAMETER = "file_data";
    private static final String SCHEME = "data:";
    private static final String BASE64_MARKER = ";base64";

    private DataUrl() {}

    /// Decodes the file's content. Error messages never quote it.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static byte[] decode(String url) {
        int comma = indexOfComma(url);
        if (comma < 0 || !url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw invalid("is not of the form data:<type>;name=<file name>;base64,<content>");
        }
        var parameters = parameters(url.substring(SCHEME.length(), comma));
        if (!parameters.getLast().equalsIgnoreCase("base64")) {
            throw invalid("must say ;base64 right before the comma");
        }
        if (parameters.stream()
                .noneMatch(parameter -> parameter.regionMatches(true, 0, "name=", 0, 5))) {
            throw invalid("names no file: ;name=<file name> is missing");
        }
        FileDigest.refuse(PARAMETER, url);
        return decodeBase64(url.substring(comma + 1))
                .orElseThrow(() -> invalid("has content that is not base64 with its padding"));
    }

    /// The comma after `;base64`, since a file name may contain commas; otherwise the first comma, or -1.
    private static int indexOfComma(String url) {
        int first = url.indexOf(',');
        for (int at = first; at >= 0; at = url.indexOf(',', at + 1)) {
            if (url.regionMatches(
                    true, at - BASE64_MARKER.length(), BASE64_MARKER, 0, BASE64_MARKER.length())) {
                return at;
            }
        }
        return first;
    }

    /// The parameters between semicolons, without the media type.
    private static List<String> parameters(String header) {
        var parts = Arrays.asList(header.split(";", -1));
        return parts.size() > 1 ? parts.subList(1, parts.size()) : List.of("");
    }

    /// The decoded bytes; empty if the text is not base64 with its padding.
    static Optional<byte[]> decodeBase64(String base64) {
        try {
            // the decoder would accept missing padding
            return base64.length() % 4 == 0
                    ? Optional.of(Base64.getDecoder().decode(base64))
                    : Optional.empty();
        } catch (IllegalArgumentException _) { // its message quotes the content
            return Optional.empty();
        }
    }

    private static ConnectorException invalid(String problem) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '" + PARAMETER + "' " + problem);
    }
}
