package dev.connectorproxy.importer;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.SpellingSuggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of the command line after `import`.
///
/// @param inputs files, folders and URLs
/// @param name of the connector; empty to derive it from the document's name
/// @param server the base URL; empty for that of the document
/// @param directory where the connector file is written
/// @param force whether an existing file is replaced
/// @param followUrls whether references to URLs are followed
/// @param config the settings file, for the egress policy
public record ImportArguments(
        List<String> inputs,
        Optional<String> name,
        Selection selection,
        Optional<String> server,
        Path directory,
        boolean force,
        boolean followUrls,
        Mode mode,
        Optional<Path> config) {
    private static final Set<String> FLAGS =
            Set.of("--all", "--force", "--follow-urls", "--check", "--call");
    private static final Set<String> VALUES =
            Set.of("--name", "--tag", "--operation", "--directory", "--server", "--config");
    private static final String USAGE =
            "import FILE-OR-URL [--name NAME] [--tag TAG] [--operation OPERATION] [--all] [--server URL] [--directory DIR] [--force] [--follow-urls], or import --check PATH… [--call]";

    /// What an import does.
    enum Mode {
        /// Write a connector file.
        WRITE,
        /// Say what would become of each document.
        CHECK,
        /// The same, and call every operation of a mock.
        CALL
    }

    /// @throws SettingsException the words are wrong; its message is one line
    public static ImportArguments parse(List<String> words) {
        var flags = new HashSet<String>();
        Map<String, List<String>> values = new HashMap<>();
        var inputs = new ArrayList<String>();
        var rest = words.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            var option = word.split("=", 2)[0];
            if (!word.startsWith("-")) {
                inputs.add(word);
            } else if (FLAGS.contains(word)) {
                flags.add(word);
            } else if (VALUES.contains(option)) {
                var value =
                        word.contains("=")
                                ? word.substring(option.length() + 1)
                                : rest.hasNext() ? rest.next() : "";
                if (value.isBlank()) {
                    throw new SettingsException(option + " must be followed by a value");
                }
                values.computeIfAbsent(option, _ -> new ArrayList<>()).add(value);
            } else {
                throw unknown(option);
            }
        }
        return checked(inputs, flags, values);
    }

    private static SettingsException unknown(String option) {
        var known = new ArrayList<>(FLAGS);
        known.addAll(VALUES);
        return new SettingsException(
                option + " is not an option of import" + SpellingSuggestion.hint(option, known));
    }

    private static ImportArguments checked(
            List<String> inputs, Set<String> flags, Map<String, List<String>> values) {
        values.forEach((option, given) -> {
            if (given.size() > 1 && !Set.of("--tag", "--operation").contains(option)) {
                throw new SettingsException(option + " is given twice");
            }
        });
        boolean check = flags.contains("--check");
        if (inputs.isEmpty() || !check && inputs.size() > 1) {
            throw new SettingsException("an API description is imported with " + USAGE);
        }
        if (flags.contains("--call") && !check) {
            throw new SettingsException("--call belongs to --check: import --check --call PATH");
        }
        return new ImportArguments(
                inputs,
                one(values, "--name"),
                new Selection(
                        values.getOrDefault("--tag", List.of()),
                        values.getOrDefault("--operation", List.of()),
                        flags.contains("--all")),
                one(values, "--server"),
                path("--directory", one(values, "--directory").orElse("connectors")),
                flags.contains("--force"),
                flags.contains("--follow-urls"),
                flags.contains("--call") ? Mode.CALL : check ? Mode.CHECK : Mode.WRITE,
                one(values, "--config").map(file -> path("--config", file)));
    }

    private static Optional<String> one(Map<String, List<String>> values, String option) {
        return values.getOrDefault(option, List.of()).stream().findFirst();
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new SettingsException(option + " does not name a file or folder");
        }
    }
}
