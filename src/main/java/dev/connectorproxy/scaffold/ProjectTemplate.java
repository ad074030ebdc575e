package dev.connectorproxy.scaffold;

import dev.connectorproxy.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// The example that a project is written from. Its own name is `hello`, `Hello` in the names of its types: both are
/// replaced wherever they occur, in contents and in file names.
final class ProjectTemplate {
    private static final String PACKAGE = "com.example.";
    private static final String DIRECTORY = "com/example/";
    private static final String NAME = "hello";
    private static final String TYPE = "Hello";
    private static final String JAVA = ".java";

    private ProjectTemplate() {}

    /// The texts of the project's files, by their names; empty if the program carries no example of the kind.
    ///
    /// @throws SettingsException a type of the project would have the name of one that it imports
    static SortedMap<String, String> files(
            ProjectKind kind, ProjectName name, ProgramFiles program) {
        var files = new TreeMap<String, String>();
        program.startingWith("scaffold/%s-%s/".formatted(kind.word(), NAME))
                .forEach((file, content) ->
                        files.put(
                                renamed(file, name),
                                renamed(new String(content, StandardCharsets.UTF_8), name)));
        requireOwnTypes(files, name);
        return files;
    }

    private static String renamed(String text, ProjectName name) {
        return text.replace(PACKAGE + NAME, PACKAGE + name.packageName())
                .replace(DIRECTORY + NAME, DIRECTORY + name.packageName())
                .replace(NAME, name.text())
                .replace(TYPE, name.typeName());
    }

    /// A provider `payment` would have a type `PaymentProvider` and import another one.
    private static void requireOwnTypes(SortedMap<String, String> files, ProjectName name) {
        for (var file : files.keySet()) {
            var type = file.substring(file.lastIndexOf('/') + 1);
            var imported = "." + type.replace(JAVA, ";\n");
            if (type.endsWith(JAVA)
                    && files.values().stream().anyMatch(text -> text.contains(imported))) {
                throw new SettingsException(
                        "%s cannot be the name: there is a type %s already"
                                .formatted(name.text(), type.replace(JAVA, "")));
            }
        }
    }
}
