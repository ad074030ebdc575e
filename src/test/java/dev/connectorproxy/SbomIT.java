package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The list of libraries in the built jar.
class SbomIT {
    private static final String ENTRY = "META-INF/sbom/connector-proxy.cdx.json";

    @Test
    void namesEveryLibraryBesideTheJar() throws IOException {
        var named =
                components().stream()
                        .map(library ->
                                library.getString("name")
                                        + "-"
                                        + library.getString("version")
                                        + ".jar")
                        .collect(Collectors.toSet());

        var libraries = files(RunningProxy.jar().resolveSibling("libs"));

        assertThat(libraries, hasSize(greaterThan(50)));
        assertThat(libraries, everyItem(in(named)));
    }

    private static List<JsonObject> components() throws IOException {
        try (var jar = new JarFile(RunningProxy.jar().toFile());
                var in = jar.getInputStream(jar.getEntry(ENTRY));
                var reader = Json.createReader(in)) {
            return reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
