package dev.connectorproxy.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The files that the program consists of: its classes and resources. Immutable.
///
/// @param place the jar, or the directory of the classes
public record ProgramFiles(Path place) {

    /// Those of the running program.
    public static ProgramFiles ofRunningProgram() {
        var source = ProgramFiles.class.getProtectionDomain().getCodeSource();
        try {
            return new ProgramFiles(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the program is no URI", e);
        }
    }

    /// All files whose names begin like that, with the rest of their names.
    ///
    /// @param prefix a directory with a slash at its end, or the beginning of a file name in one
    /// @throws UncheckedIOException they cannot be read
    SortedMap<String, byte[]> startingWith(String prefix) {
        try {
            return Files.isDirectory(place) ? fromDirectory(prefix) : fromJar(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedMap<String, byte[]> fromJar(String prefix) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var jar = new JarFile(place.toFile())) {
            var entries =
                    jar.stream()
                            .filter(entry -> !entry.isDirectory())
                            .filter(entry -> entry.getName().startsWith(prefix))
                            .toList();
            for (JarEntry entry : entries) {
                try (var content = jar.getInputStream(entry)) {
                    files.put(entry.getName().substring(prefix.length()), content.readAllBytes());
                }
            }
        }
        return files;
    }

    private SortedMap<String, byte[]> fromDirectory(String prefix) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(place)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = place.relativize(path).toString().replace('\\', '/');
                if (name.startsWith(prefix)) {
                    files.put(name.substring(prefix.length()), Files.readAllBytes(path));
                }
            }
        }
        return files;
    }
}
