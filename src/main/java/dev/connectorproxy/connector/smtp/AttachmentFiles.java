package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.FileDirectory;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/// The files of this machine that the attachments of a call name by `path`, read before the e-mail is built. All of them
/// together have at most `connectors.smtp.message-bytes`.
final class AttachmentFiles {
    static final String NOT_FOUND = "FileNotFoundError";
    static final String PATH = "path";

    private final Map<String, byte[]> contents = new HashMap<>();
    private long size;

    private AttachmentFiles() {}

    /// @throws ConnectorException `ConnectorNotConfigured`, `FileNotFoundError`, `InvalidParameters`, `RequestTooLarge`
    static AttachmentFiles read(Arguments arguments, SmtpSettings settings, Call call) {
        var files = new AttachmentFiles();
        if (settings.attachments().isPresent()
                && arguments.value(AttachmentParser.PARAMETER).orElse(null)
                        instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof JsonObject file
                        && file.get(PATH) instanceof JsonString path) {
                    files.read(i, path.getString(), settings, call);
                }
            }
        }
        return files;
    }

    /// The sum of their sizes in bytes.
    long size() {
        return size;
    }

    /// The content of the file with that path.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured`
    byte[] content(String path) {
        if (!contents.containsKey(path)) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "connectors.smtp.attachments-directory is not set, so that attachments have no path; send content_base64");
        }
        return contents.get(path);
    }

    private void read(int index, String path, SmtpSettings settings, Call call) {
        if (contents.containsKey(path)) {
            return;
        }
        var id = "%s[%d].%s".formatted(AttachmentParser.PARAMETER, index, PATH);
        var file = settings.attachments().orElseThrow().find(id, path);
        try {
            int left = (int) (settings.maxMessageBytes() - size);
            call.memory().take(Math.min(left, Files.size(file.orElseThrow(IOException::new))));
            byte[] content = FileDirectory.read(file.get(), left);
            size += content.length;
            contents.put(path, content);
        } catch (IOException _) {
            throw new ConnectorException(
                    NOT_FOUND, 400, "there is no file at %s that the proxy can read".formatted(id));
        }
    }
}
