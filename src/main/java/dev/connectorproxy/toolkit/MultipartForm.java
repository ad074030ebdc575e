package dev.connectorproxy.toolkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// Writes `multipart/form-data` (RFC 7578). Names are escaped as browsers do. The boundary has 122 random bits, so that no content has
/// it. Used by one thread.
public final class MultipartForm {
    private static final String DEFAULT_FILENAME = "file";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String boundary = UUID.randomUUID().toString();

    /// Adds a part without a file name.
    ///
    /// @param contentType printable ASCII; empty for a plain text
    public void add(String name, Optional<String> contentType, byte[] content) {
        part("name=\"" + escape(name) + "\"", contentType, content);
    }

    /// Adds a file with its name, or `file`.
    ///
    /// @param contentType printable ASCII
    public void addFile(String name, DataUrl file, String contentType) {
        var filename = file.filename().filter(given -> !given.isEmpty()).orElse(DEFAULT_FILENAME);
        part(
                "name=\"%s\"; filename=\"%s\"".formatted(escape(name), escape(filename)),
                Optional.of(contentType),
                file.content());
    }

    /// The body; nothing can be added afterwards.
    public byte[] toBytes() {
        write("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    /// The `Content-Type` of the body.
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    private void part(String disposition, Optional<String> contentType, byte[] content) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n");
        contentType.ifPresent(type -> write("Content-Type: " + type + "\r\n"));
        write("\r\n");
        out.writeBytes(content);
        write("\r\n");
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
