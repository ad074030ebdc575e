package dev.connectorproxy.toolkit;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A file as SpiffArena's forms send it: `data:<type>;name=<file name>;base64,<content>` (RFC 2397). Immutable, but for
/// the array.
///
/// @param mediaType with its parameters; empty if the URL has none
/// @param filename without percent-encoding; may be empty
public record DataUrl(String mediaType, Optional<String> filename, byte[] content) {
    private static final String SCHEME = "data:";
    private static final String BASE64_MARKER = ";base64";
    private static final String NAME = "name=";
    private static final Pattern FILE =
            Pattern.compile("data:[^,\\r\\n]*;base64,", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}");

    /// Whether the text is a file rather than any text that begins with `data:`: a base64 data URL up to its comma.
    public static boolean isFile(String text) {
        return isDataUrl(text) && FILE.matcher(text).lookingAt();
    }

    public static boolean isDataUrl(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /// The media type for a header: printable, and `application/octet-stream` if the URL has none.
    ///
    /// @param parameter for error messages
    /// @throws ConnectorException `InvalidParameters`: it is not printable ASCII
    public String contentType(String parameter) {
        if (!mediaType.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw invalid(parameter, "holds a data URL whose type is not printable ASCII");
        }
        return mediaType.isEmpty() ? "application/octet-stream" : mediaType;
    }

    /// The data URL of a file.
    ///
    /// @param mediaType its parameters are left out; `application/octet-stream` if it is none
    public static String format(String mediaType, String filename, byte[] content) {
        var type = MEDIA_TYPE.matcher(mediaType);
        return "data:%s;name=%s;base64,%s"
                .formatted(
                        type.lookingAt() ? type.group() : "application/octet-stream",
                        PercentCodec.encode(filename),
                        Base64.getEncoder().encodeToString(content));
    }

    /// Decodes the file. Error messages never quote it.
    ///
    /// @param parameter for error messages
    /// @throws ConnectorException `InvalidParameters`
    public static DataUrl parse(String parameter, String url) {
        int comma = indexOfComma(url);
        if (comma < 0 || !isDataUrl(url)) {
            throw invalid(
                    parameter, "is not of the form data:<type>;name=<file name>;base64,<content>");
        }
        var parts = Arrays.asList(url.substring(SCHEME.length(), comma).split(";", -1));
        if (parts.size() == 1 || !parts.getLast().equalsIgnoreCase("base64")) {
            throw invalid(parameter, "must say ;base64 right before the comma");
        }
        FileDigest.refuse(parameter, url);
        return new DataUrl(
                mediaType(parts.subList(0, parts.size() - 1)),
                parts.stream().skip(1).filter(DataUrl::isName).findFirst().map(DataUrl::filename),
                decodeBase64(url.substring(comma + 1))
                        .orElseThrow(() ->
                                invalid(
                                        parameter,
                                        "has content that is not base64 with its padding")));
    }

    /// The decoded bytes; empty if the text is not base64 with its padding.
    public static Optional<byte[]> decodeBase64(String base64) {
        try {
            // the decoder would accept missing padding
            return base64.length() % 4 == 0
                    ? Optional.of(Base64.getDecoder().decode(base64))
                    : Optional.empty();
        } catch (IllegalArgumentException _) { // its message quotes the content
            return Optional.empty();
        }
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

    private static String mediaType(List<String> parts) {
        return parts.stream().filter(part -> !isName(part)).collect(Collectors.joining(";"));
    }

    private static boolean isName(String part) {
        return part.regionMatches(true, 0, NAME, 0, NAME.length());
    }

    private static String filename(String part) {
        var encoded = part.substring(NAME.length());
        return PercentCodec.decode(encoded).orElse(encoded);
    }

    private static ConnectorException invalid(String parameter, String problem) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '%s' %s".formatted(parameter, problem));
    }
}
