package dev.connectorproxy.connector.document;

import dev.connectorproxy.toolkit.ConnectorSettings;
import dev.connectorproxy.toolkit.FileDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Settings under `connectors.document:`.
///
/// @param templates the directory with the files that `template` may name (`templates-directory`, none)
/// @param fonts the directory with TrueType fonts (`fonts-directory`, none)
/// @param maxHtmlBytes the maximum size of a template, and of a template filled in (`html-bytes`, 1 MiB)
/// @param maxPages the maximum number of pages (`max-pages`, 500)
/// @param maxPdfBytes the maximum size of a document (`pdf-bytes`, 10 MiB)
record DocumentSettings(
        Optional<FileDirectory> templates,
        Optional<Path> fonts,
        int maxHtmlBytes,
        int maxPages,
        int maxPdfBytes) {
    private static final int MEBIBYTE = 1 << 20;

    static DocumentSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                keys ->
                        new DocumentSettings(
                                FileDirectory.of(keys, "templates-directory"),
                                FileDirectory.of(keys, "fonts-directory").map(FileDirectory::path),
                                keys.bytes("html-bytes", MEBIBYTE, 16 * MEBIBYTE),
                                keys.number("max-pages", 500, 1, 10_000),
                                keys.bytes("pdf-bytes", 10 * MEBIBYTE, 100 * MEBIBYTE)));
    }
}
