package dev.connectorproxy.toolkit;

import dev.connectorproxy.spi.HttpResponse;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// The body of a response as a file: `data:<type>;name=<file name>;base64,<content>`, as SpiffArena's file fields have it.
public final class ResponseFile {
    private static final Pattern EXTENDED_FILENAME =
            Pattern.compile("filename\\*=utf-8''([^;\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILENAME =
            Pattern.compile("filename=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("\\s*([\\w!#$&^.+-]+/[\\w!#$&^.+-]+)");

    private ResponseFile() {}

    /// @param filename unless the response names one
    public static String toDataUrl(HttpResponse response, String filename) {
        var type = MEDIA_TYPE.matcher(response.header("content-type").orElse(""));
        return "data:%s;name=%s;base64,%s"
                .formatted(
                        type.lookingAt() ? type.group(1) : "application/octet-stream",
                        PercentCodec.encode(filename(response).orElse(filename)),
                        Base64.getEncoder().encodeToString(response.body()));
    }

    /// The last segment of a path, decoded; `file` if it is empty.
    public static String lastSegment(String url) {
        var path = url.split("[?#]", 2)[0].replaceFirst("^[^/]*//[^/]*", "");
        var segment = path.substring(path.lastIndexOf('/') + 1);
        return segment.isEmpty() ? "file" : PercentCodec.decode(segment).orElse(segment);
    }

    /// The name in `Content-Disposition` (RFC 6266).
    private static Optional<String> filename(HttpResponse response) {
        var disposition = response.header("content-disposition").orElse("");
        var extended = EXTENDED_FILENAME.matcher(disposition);
        var plain = FILENAME.matcher(disposition);
        return extended.results()
                .findFirst()
                .flatMap(match -> PercentCodec.decode(match.group(1)))
                .or(() ->
                        plain.results()
                                .findFirst()
                                .map(match ->
                                        Optional.ofNullable(match.group(1))
                                                .orElseGet(() -> match.group(2))));
    }
}
