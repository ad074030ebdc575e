package dev.connectorproxy.scaffold;

import dev.connectorproxy.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// A Maven project to be written: `new provider NAME [FOLDER]` or `new connector NAME [FOLDER]` of the command line.
///
/// @param folder where to write it; `./NAME` unless another one is named
public record NewProject(ProjectKind kind, ProjectName name, Path folder) {

    /// The first word of the command line.
    public static final String COMMAND = "new";

    private static final String USAGE =
            "new provider NAME [FOLDER], or new connector NAME [FOLDER]";

    /// Parses the words after [#COMMAND].
    ///
    /// @throws SettingsException they are wrong; its message is one line
    public static NewProject parse(List<String> words) {
        if (words.size() < 2
                || words.size() > 3
                || words.stream().anyMatch(word -> word.startsWith("-"))) {
            throw new SettingsException("a new project is written with " + USAGE);
        }
        var kind =
                ProjectKind.of(words.getFirst())
                        .orElseThrow(() ->
                                new SettingsException(
                                        "unknown kind of project: there are " + USAGE));
        return new NewProject(kind, new ProjectName(words.get(1)), folder(words.getLast()));
    }

    /// Writes the project, and returns what to print: where it is, and what to do next.
    ///
    /// @param taken the names of the built-in providers or connectors
    /// @throws SettingsException the name cannot be used, or a file exists or cannot be written; then none is written
    public String write(ProgramFiles program, Set<String> taken) {
        if (taken.contains(name.text())) {
            throw new SettingsException(
                    "%s is the name of a built-in %s".formatted(name.text(), kind.word()));
        }
        var files = new TreeMap<String, byte[]>();
        ProjectTemplate.files(kind, name, program)
                .forEach((file, text) -> files.put(file, text.getBytes(StandardCharsets.UTF_8)));
        if (files.isEmpty()) {
            throw new SettingsException(
                    "only a connector-proxy.jar that was built with make build or mvn package writes projects");
        }
        AuthorJars.of(program).forEach((jar, content) -> files.put("lib/" + jar, content));
        new ProjectWriter(folder).write(files);
        return nextSteps(files.size(), program.place());
    }

    private String nextSteps(int files, Path program) {
        return """
        The %s %s is in %s (%d files). Next:
          cd %s
          mvn package
          java -jar %s --config development.yaml
        README.md there has a first session.
        """
                .formatted(
                        kind.word(),
                        name.text(),
                        folder.toAbsolutePath().normalize(),
                        files,
                        folder,
                        Files.isRegularFile(program) ? program : "connector-proxy.jar");
    }

    private static Path folder(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException _) {
            // reported below
        }
        throw new SettingsException("the folder has an impossible name");
    }
}
