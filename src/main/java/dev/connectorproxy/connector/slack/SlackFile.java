package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import dev.connectorproxy.toolkit.FileDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// A file to be uploaded: the one at `filepath`, or else `content_base64`, which may be a data URL.
record SlackFile(String name, byte[] content) {
    static final String NOT_FOUND = "SlackFileNotFound";
    static final String INVALID_BASE64 = "SlackInvalidBase64";
    static final String MISSING = "SlackMissingContent";

    private static final String CONTENT = "content_base64";
    private static final String DEFAULT_NAME = "upload.bin";
    private static final int MAX_NAME_LENGTH = 255;

    /// @throws ConnectorException also one with a code of this class
    static SlackFile of(Arguments arguments, SlackSettings settings, Call call) {
        var path = arguments.string("filepath").filter(text -> !text.isBlank());
        if (path.isPresent()) {
            return read(path.get().strip(), arguments, settings, call);
        }
        var text = arguments.string(CONTENT).orElse("");
        if (text.isBlank()) {
            throw new ConnectorException(
                    MISSING, 400, "one of content_base64 and filepath must be given");
        }
        return decode(text, arguments, settings, call);
    }

    private static SlackFile read(
            String path, Arguments arguments, SlackSettings settings, Call call) {
        var directory =
                settings.attachments()
                        .orElseThrow(() ->
                                new ConnectorException(
                                        ErrorCode.CONNECTOR_NOT_CONFIGURED,
                                        "connectors.slack.attachments-directory is not set, so that filepath cannot be used; send content_base64"));
        var file = directory.find("filepath", path).orElseThrow(SlackFile::notFound);
        try {
            call.memory().take(Math.min(Files.size(file), settings.maxFileBytes()));
            return new SlackFile(
                    name(arguments, Optional.of(file.getFileName()).map(Path::toString)),
                    FileDirectory.read(file, settings.maxFileBytes()));
        } catch (IOException _) {
            throw notFound();
        }
    }

    private static SlackFile decode(
            String text, Arguments arguments, SlackSettings settings, Call call) {
        FileDigest.refuse(CONTENT, text);
        long size = text.length() / 4 * 3L;
        if (size > settings.maxFileBytes()) {
            throw new ConnectorException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the file has more than the %d bytes that connectors.slack.file-bytes allows"
                            .formatted(settings.maxFileBytes()));
        }
        call.memory().take(size);
        return ComputePool.run(text.length(), () -> decode(text, arguments));
    }

    private static SlackFile decode(String text, Arguments arguments) {
        if (DataUrl.isDataUrl(text.stripLeading())) {
            var url = dataUrl(text.strip());
            return new SlackFile(name(arguments, url.filename()), url.content());
        }
        try {
            byte[] content = Base64.getDecoder().decode(text.replaceAll("[\r\n\t ]", ""));
            return new SlackFile(name(arguments, Optional.empty()), content);
        } catch (IllegalArgumentException _) { // its message quotes the content
            throw new ConnectorException(
                    INVALID_BASE64, 400, "parameter 'content_base64' is not base64");
        }
    }

    private static DataUrl dataUrl(String text) {
        try {
            return DataUrl.parse(CONTENT, text);
        } catch (ConnectorException e) {
            throw new ConnectorException(INVALID_BASE64, 400, e.getMessage());
        }
    }

    private static String name(Arguments arguments, Optional<String> own) {
        var name =
                arguments
                        .string("filename")
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .or(() -> own.filter(text -> !text.isBlank()))
                        .orElse(DEFAULT_NAME);
        if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw SlackApi.invalid(
                    "filename",
                    "must have at most %d characters, without control characters"
                            .formatted(MAX_NAME_LENGTH));
        }
        return name;
    }

    private static ConnectorException notFound() {
        return new ConnectorException(
                NOT_FOUND, 400, "there is no file at filepath that the proxy can read");
    }
}
