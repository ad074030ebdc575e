package dev.connectorproxy.declarative;

import dev.connectorproxy.openapi.reader.DocumentSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The connector files in the program itself: the resource folder `connectors`, whose `index.txt` has the name of a connector in each
/// line.
final class BundledConnectors {
    private static final String FOLDER = "/connectors/";
    private static final String SCHEME = "bundled:";

    private BundledConnectors() {}

    static List<String> names() {
        try (var index = BundledConnectors.class.getResourceAsStream(FOLDER + "index.txt")) {
            return index == null
                    ? List.of()
                    : new String(index.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the list of bundled connectors", e);
        }
    }

    /// The files of the chosen ones, by their names for messages.
    static Map<String, ConnectorSource> chosen(
            Collection<String> names, Predicate<String> enabled) {
        var sources = new TreeMap<String, ConnectorSource>();
        names.stream()
                .filter(enabled)
                .forEach(name -> {
                    var file = "bundled/" + name + ".yaml";
                    sources.put(
                            file,
                            new ConnectorSource(
                                    file,
                                    URI.create(SCHEME + FOLDER + name + ".yaml"),
                                    resources()));
                });
        return sources;
    }

    private static DocumentSource resources() {
        return address -> {
            var path = address.getPath();
            if (!address.toString().startsWith(SCHEME) || !path.startsWith(FOLDER)) {
                throw new IOException("references to URLs are not followed");
            }
            try (var in = BundledConnectors.class.getResourceAsStream(path)) {
                if (in == null) {
                    throw new FileNotFoundException(path);
                }
                return in.readAllBytes();
            }
        };
    }
}
