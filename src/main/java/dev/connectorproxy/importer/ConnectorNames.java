package dev.connectorproxy.importer;

import dev.connectorproxy.settings.SettingsException;
import java.text.Normalizer;
import java.util.Locale;

/// Names of connectors.
final class ConnectorNames {
    private static final int MAX_LENGTH = 40;

    private ConnectorNames() {}

    /// @throws SettingsException a user cannot name a connector so
    static String checked(String name) {
        if (!name.matches("[a-z0-9_]+")) {
            throw new SettingsException("--name must be made of a-z, 0-9 and _");
        }
        return name;
    }

    /// The name that a document suggests: that of its file, else its title.
    static String of(String file, String title) {
        var own =
                word(
                        file.replaceFirst("\\.(json|yaml|yml)$", "")
                                .replaceFirst("(?i)[._-]?(openapi|swagger)$", ""));
        var name =
                own.matches("|openapi|swagger|api|apidefinition|root|index|spec")
                        ? word(title)
                        : own;
        return name.isEmpty() ? "api" : name;
    }

    private static String word(String text) {
        var name =
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_+|_+$", "");
        return name.length() > MAX_LENGTH
                ? name.substring(0, MAX_LENGTH).replaceAll("_+$", "")
                : name;
    }
}
