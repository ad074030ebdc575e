package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is loaded by one class loader: one entry of the plugin directory, which is a jar or a directory of jars that
/// belong together, or a class path with the compiled classes of a project.
///
/// @param name of the file or directory, without its path; or the class path
/// @param elements jars and directories of classes
record PluginBundle(String name, List<Path> elements) {
    private static final List<String> SERVICES =
            Stream.of(ConnectorProvider.class, PaymentProvider.class)
                    .map(PluginBundle::serviceFile)
                    .toList();

    PluginBundle {
        elements = List.copyOf(elements);
    }

    /// All bundles of a directory, sorted by name; skips hidden files and directories without a jar.
    static List<PluginBundle> findAll(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        return visibleFiles(directory).stream()
                .map(PluginBundle::of)
                .filter(bundle -> !bundle.elements().isEmpty())
                .toList();
    }

    /// A bundle of the elements of a class path, in which `lib/*` stands for the jars of a directory.
    static PluginBundle ofClassPath(String classPath) {
        var elements =
                Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator)))
                        .filter(element -> !element.isBlank())
                        .flatMap(PluginBundle::expanded)
                        .toList();
        return new PluginBundle(classPath, elements);
    }

    private static Stream<Path> expanded(String element) {
        if (!element.endsWith("*")) {
            return Stream.of(Path.of(element));
        }
        try {
            var directory = Path.of(element.substring(0, element.length() - 1));
            return visibleFiles(directory).stream().filter(PluginBundle::isJar);
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    /// The URLs of its files.
    List<URL> fileUrls() {
        return elements.stream()
                .map(element -> {
                    try {
                        return element.toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException("every JDK has file URLs", e);
                    }
                })
                .toList();
    }

    /// Whether one of its readable elements names providers of this service.
    boolean offers(Class<?> service) {
        return elements.stream().anyMatch(element -> offers(element, serviceFile(service)));
    }

    private static boolean offers(Path element, String file) {
        if (Files.isDirectory(element)) {
            return Files.isRegularFile(element.resolve(file));
        }
        try (var jar = new JarFile(element.toFile())) {
            return jar.getEntry(file) != null;
        } catch (IOException | SecurityException _) {
            return false;
        }
    }

    private static String serviceFile(Class<?> service) {
        return "META-INF/services/" + service.getName();
    }

    /// Why no provider can be loaded from the bundle; empty when it can. A class loader would skip an unreadable jar
    /// silently.
    Optional<String> loadFailure() {
        for (var element : elements) {
            if (Files.isDirectory(element)) {
                continue;
            }
            try (var _ = new JarFile(element.toFile())) {
                continue;
            } catch (IOException | SecurityException e) {
                return Optional.of(
                        "%s is not a readable jar (%s)"
                                .formatted(element.getFileName(), e.getClass().getSimpleName()));
            }
        }
        return SERVICES.stream()
                        .anyMatch(file -> elements.stream().anyMatch(one -> offers(one, file)))
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
