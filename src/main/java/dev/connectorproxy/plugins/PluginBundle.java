package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// One entry of the plugin directory: a jar, or a directory of jars that belong together.
///
/// @param name of the file or directory, without its path
record PluginBundle(String name, List<Path> jars) {
    private static final List<String> SERVICES =
            Stream.of(ConnectorProvider.class, PaymentProvider.class)
                    .map(service -> "META-INF/services/" + service.getName())
                    .toList();

    PluginBundle {
        jars = List.copyOf(jars);
    }

    /// All bundles of a directory, sorted by name; skips hidden files and directories without a jar.
    static List<PluginBundle> findAll(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        return visibleFiles(directory).stream()
                .map(PluginBundle::of)
                .filter(bundle -> !bundle.jars().isEmpty())
                .toList();
    }

    /// Why no provider can be loaded from the bundle; empty when it can. A class loader would skip an unreadable jar
    /// silently.
    Optional<String> loadFailure() {
        boolean offers = false;
        for (var file : jars) {
            try (var jar = new JarFile(file.toFile())) {
                offers |= SERVICES.stream().anyMatch(service -> jar.getEntry(service) != null);
            } catch (IOException | SecurityException e) {
                return Optional.of(
                        "%s is not a readable jar (%s)"
                                .formatted(file.getFileName(), e.getClass().getSimpleName()));
            }
        }
        return offers
                ? Optional.empty()
                : Optional.of(
                        "there is no "
                                + String.join(" or ", SERVICES)
                                + " in it; libraries of a plugin belong beside its jar in a directory of their own");
    }

    private static PluginBundle of(Path path) {
        var name = path.getFileName().toString();
        if (!Files.isDirectory(path)) {
            return new PluginBundle(name, isJar(path) ? List.of(path) : List.of());
        }
        try {
            return new PluginBundle(
                    name, visibleFiles(path).stream().filter(PluginBundle::isJar).toList());
        } catch (IOException _) {
            return new PluginBundle(name, List.of(path)); // reported as an unreadable jar
        }
    }

    private static List<Path> visibleFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJar(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    }
}
