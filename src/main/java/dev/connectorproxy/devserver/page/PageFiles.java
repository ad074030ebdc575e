package dev.connectorproxy.devserver.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The files of the workbench on the class path: our own below `web/workbench/`, and those of the WebJars under
/// `lib/{artifact}/`, without their version. Each is read and compressed once, when it is first asked for; there are
/// as many as the jars have. Thread-safe.
public final class PageFiles {
    private static final String NAME = "[a-z0-9][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.(js|css|svg|html)";
    private static final Pattern OWN = Pattern.compile("(?:[a-z0-9-]+/){0,2}" + NAME);
    private static final Pattern LIBRARY =
            Pattern.compile(
                    "lib/(lit|lit-html|lit-element|lit__reactive-element)/((?:[a-z0-9-]+/){0,2}"
                            + NAME
                            + ")");
    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "html", "text/html; charset=utf-8");

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /// The file with this path, such as `workbench.css` or `lib/lit/index.js`.
    public Optional<PageFile> find(String path) {
        var known = files.get(path);
        return known != null ? Optional.of(known) : load(path);
    }

    /// @throws IllegalStateException there is none
    PageFile get(String path) {
        return find(path).orElseThrow(() -> new IllegalStateException("not in our jar: " + path));
    }

    private Optional<PageFile> load(String path) {
        var loaded = resource(path).flatMap(PageFiles::read);
        return loaded.map(bytes -> {
            var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            return files.computeIfAbsent(path, _ -> PageFile.of(type, bytes));
        });
    }

    /// The name of the resource; none if the path is not of the form that our files have.
    private Optional<String> resource(String path) {
        var library = LIBRARY.matcher(path);
        if (library.matches()) {
            var artifact = library.group(1);
            return Optional.of(
                    "/META-INF/resources/webjars/%s/%s/%s"
                            .formatted(artifact, version(artifact), library.group(2)));
        }
        return Optional.of(path)
                .filter(own -> OWN.matcher(own).matches())
                .map("/web/workbench/"::concat);
    }

    private String version(String artifact) {
        return versions.computeIfAbsent(artifact, PageFiles::readVersion);
    }

    private static String readVersion(String artifact) {
        var name = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        try (var in = PageFiles.class.getResourceAsStream(name)) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("in a jar: " + name, e);
        }
    }

    private static Optional<byte[]> read(String resource) {
        try (var in = PageFiles.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("in a jar: " + resource, e);
        }
    }
}
