package dev.connectorproxy.importer.mock;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parts of a multipart body (RFC 7578).
final class MultipartDecoder {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME =
            Pattern.compile("(?i)form-data;.*?\\bname=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private MultipartDecoder() {}

    /// @param content the text, in ISO 8859-1 so that every byte stays
    /// @param isFile whether it has the name of a file
    record Part(String name, Optional<String> contentType, boolean isFile, String content) {

        String text() {
            return new String(
                    content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    /// Empty if the body is not one.
    static Optional<List<Part>> of(String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        var delimiter = "--" + boundary.group(1);
        var text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        var pieces = text.split(Pattern.quote("\r\n" + delimiter), -1);
        if (pieces.length < 2 || !pieces[pieces.length - 1].startsWith("--")) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        for (int i = 1; i < pieces.length - 1; i++) {
            var part = part(pieces[i]);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    private static Optional<Part> part(String piece) {
        int end = piece.indexOf("\r\n\r\n");
        if (!piece.startsWith("\r\n") || end < 0) {
            return Optional.empty();
        }
        var head =
                new String(
                        piece.substring(2, Math.max(2, end)).getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8);
        var name = NAME.matcher(head);
        if (!name.find()) {
            return Optional.empty();
        }
        var type =
                head.lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst();
        return Optional.of(
                new Part(
                        name.group(1).replaceAll("\\\\(.)", "$1").replace("%22", "\""),
                        type,
                        head.contains("filename"),
                        piece.substring(end + 4)));
    }
}
