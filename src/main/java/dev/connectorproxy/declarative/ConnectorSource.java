package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.reader.ApiDescriptionReader;
import dev.connectorproxy.openapi.reader.DescriptionException;
import dev.connectorproxy.openapi.reader.DocumentSource;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads a connector file with the API description that it names.
///
/// @param name of the file, for messages
record ConnectorSource(String name, URI address, DocumentSource documents) {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_ICON_BYTES = 8 << 10; // each command in the catalogue has it
    private static final Map<String, String> IMAGE_TYPES =
            Map.of(
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "gif", "image/gif",
                    "jpg", "image/jpeg");

    static ConnectorSource of(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        return new ConnectorSource(
                file.toString(), absolute.toUri(), DocumentSource.below(absolute.getParent()));
    }

    /// The files that the connector is made of, as far as they are known: with `read` also those of its API description.
    ///
    /// @param read those of the last reading
    List<FileStamp> stamps(List<URI> read) {
        if (!isFile(address)) {
            return List.of(FileStamp.UNCHANGING);
        }
        return FileStamp.of(
                Stream.concat(Stream.of(address), read.stream())
                        .filter(ConnectorSource::isFile)
                        .map(Path::of)
                        .toList());
    }

    private static boolean isFile(URI address) {
        return "file".equals(address.getScheme());
    }

    /// @param read receives the addresses of the API description's documents, also if it cannot be read
    /// @throws SettingsException it is no valid connector; the message is one line
    DeclarativeConnector load(List<URI> read) {
        var file = ConnectorFile.read(name, text()).withIcon(this::icon);
        var description = file.openapi().map(path -> describe(path, read));
        return DeclarativeConnector.of(file, description);
    }

    private String text() {
        try {
            var bytes = documents.read(address);
            if (bytes.length > MAX_BYTES) {
                throw new SettingsException(name + ": is larger than 1 MiB");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new SettingsException(name + ": is not text in UTF-8");
        } catch (IOException e) {
            throw new SettingsException(name + ": cannot be read (" + why(e) + ")");
        }
    }

    /// An image beside the file as a data URL; any other text as it is.
    private String icon(String icon) {
        var type = IMAGE_TYPES.get(icon.substring(icon.lastIndexOf('.') + 1));
        if (type == null || icon.contains("://")) {
            return icon;
        }
        try {
            var bytes = documents.read(address.resolve(new URI(null, null, icon, null)));
            if (bytes.length > MAX_ICON_BYTES) {
                throw new SettingsException(name + ": icon must have at most 8 KiB");
            }
            return "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(bytes));
        } catch (IOException | URISyntaxException | IllegalArgumentException _) {
            throw new SettingsException(name + ": icon must name an image beside this file");
        }
    }

    private ApiDescription describe(String path, List<URI> read) {
        try {
            var document = address.resolve(new URI(null, null, path, null));
            read.add(document);
            var loaded = ApiDescriptionReader.read(document, documents);
            loaded.documents().stream().filter(other -> !read.contains(other)).forEach(read::add);
            return loaded.description();
        } catch (DescriptionException e) {
            throw new SettingsException("%s: openapi: %s".formatted(name, e.getMessage()));
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw new SettingsException(name + ": openapi must name a file beside this one");
        }
    }

    private static String why(IOException e) {
        return e instanceof NoSuchFileException
                ? "it does not exist"
                : e.getClass() == IOException.class ? e.getMessage() : e.getClass().getSimpleName();
    }
}
