package dev.connectorproxy.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

/// The built program without the connectors that bring large libraries along: neither their classes, services and
/// settings nor the libraries.
final class Slimmed {
    private static final String SERVICES =
            "/META-INF/services/dev.connectorproxy.spi.ConnectorProvider";
    private static final Set<String> SECTIONS = Set.of("  aws:", "  postgres_v2:");
    private static final List<String> PACKAGES =
            List.of("dev/connectorproxy/connector/aws/", "dev/connectorproxy/connector/postgres/");
    private static final List<String> LIBRARIES =
            List.of("software/amazon/", "org/postgresql/", "org/reactivestreams/");

    private Slimmed() {}

    /// Writes it below `directory`.
    static Jar write(Path target, Path directory) throws IOException {
        var slim = Files.createDirectories(directory.resolve("slimmed"));
        var jar =
                Files.copy(
                        target.resolve("connector-proxy.jar"), slim.resolve("connector-proxy.jar"));
        try (var inside = FileSystems.newFileSystem(jar)) {
            without(inside.getPath(SERVICES), false);
            without(inside.getPath("/application.yaml"), true);
            for (var room : PACKAGES) {
                delete(inside, room);
            }
        }
        libraries(target.resolve("libs"), Files.createDirectories(slim.resolve("libs")));
        return new Jar(slim, directory);
    }

    /// What the manifest names and is not there, the JVM passes over.
    private static void libraries(Path from, Path to) throws IOException {
        try (var all = Files.list(from)) {
            for (var library : all.toList()) {
                if (!isOneOfTheirs(library.toFile())) {
                    Files.copy(library, to.resolve(library.getFileName()));
                }
            }
        }
    }

    private static boolean isOneOfTheirs(File library) throws IOException {
        try (var jar = new JarFile(library)) {
            return jar.stream()
                    .anyMatch(jarEntry ->
                            LIBRARIES.stream().anyMatch(jarEntry.getName()::startsWith));
        }
    }

    private static void without(Path file, boolean yaml) throws IOException {
        var kept = new ArrayList<String>();
        boolean within = false;
        for (var line : Files.readAllLines(file)) {
            within = SECTIONS.contains(line) || within && line.startsWith("    ");
            if (yaml ? !within : PACKAGES.stream().noneMatch(line.replace('.', '/')::startsWith)) {
                kept.add(line);
            }
        }
        Files.write(file, kept);
    }

    private static void delete(FileSystem inside, String room) throws IOException {
        try (var classes = Files.walk(inside.getPath("/" + room))) {
            for (var path : classes.toList().reversed()) { // the contents of a directory first
                Files.delete(path);
            }
        }
    }
}
