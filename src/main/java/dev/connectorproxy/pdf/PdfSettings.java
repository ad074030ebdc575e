package dev.connectorproxy.pdf;

import dev.connectorproxy.toolkit.ConnectorSettings;
import dev.connectorproxy.toolkit.FileDirectory;
import java.nio.file.Path;
import java.util.Optional;

/// Settings of a connector that makes documents.
///
/// @param connector its name, for messages
/// @param templates the directory with the files of templates (`templates-directory`, none)
/// @param fonts the directory with TrueType fonts (`fonts-directory`, none)
/// @param maxHtmlBytes the maximum size of a template, and of a template filled in (`html-bytes`, 1 MiB)
/// @param maxPages the maximum number of pages (`max-pages`, 500)
/// @param maxPdfBytes the maximum size of a document (`pdf-bytes`, 10 MiB)
public record PdfSettings(
        String connector,
        Optional<FileDirectory> templates,
        Optional<Path> fonts,
        int maxHtmlBytes,
        int maxPages,
        int maxPdfBytes) {
    private static final int MEBIBYTE = 1 << 20;

    /// Reads them among the settings of the connector.
    public static PdfSettings of(String connector, ConnectorSettings keys) {
        return new PdfSettings(
                connector,
                FileDirectory.of(keys, "templates-directory"),
                FileDirectory.of(keys, "fonts-directory").map(FileDirectory::path),
                keys.bytes("html-bytes", MEBIBYTE, 16 * MEBIBYTE),
                keys.number("max-pages", 500, 1, 10_000),
                keys.bytes("pdf-bytes", 10 * MEBIBYTE, 100 * MEBIBYTE));
    }

    /// The whole name of a setting, such as `connectors.document.max-pages`.
    String key(String name) {
        return "connectors." + connector + "." + name;
    }
}
