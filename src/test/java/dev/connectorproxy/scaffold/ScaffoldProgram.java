package dev.connectorproxy.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of the program that projects are written from, laid out as a build does it.
public final class ScaffoldProgram {
    private static final Path CLASSES = Path.of("target/classes");

    private ScaffoldProgram() {}

    /// Copies them into that folder.
    public static ProgramFiles in(Path folder) throws IOException {
        copy(Path.of("etc/examples/provider-hello"), folder.resolve("scaffold/provider-hello"));
        copy(Path.of("etc/examples/connector-hello"), folder.resolve("scaffold/connector-hello"));
        copy(Path.of("target/kit-classes"), folder.resolve("scaffold/kit"));
        for (var part : List.of("spi", "toolkit")) {
            var name = "dev/connectorproxy/" + part;
            copy(CLASSES.resolve(name), folder.resolve(name));
            copy(
                    Path.of("src/main/java", name),
                    folder.resolve("scaffold/spi-sources").resolve(name));
        }
        return new ProgramFiles(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
