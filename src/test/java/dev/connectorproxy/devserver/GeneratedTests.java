package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.connectorproxy.contract.payment.memory.KitRun;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The files of a generated test, saved in a folder, compiled against the kit and run with JUnit's launcher.
record GeneratedTests(Path folder) {
    private static final String JAVA = "src/test/java/";
    private static final String RESOURCES = "src/test/resources/";

    /// Saves the files of a response.
    void save(JsonObject response) throws IOException {
        for (var file : response.getJsonArray("files").getValuesAs(JsonObject.class)) {
            save(file.getString("path"), file.getString("content"));
        }
    }

    void save(String path, String content) throws IOException {
        var target = folder.resolve(path);
        Files.createDirectories(target.getParent());
        Files.writeString(target, content);
    }

    /// Compiles all sources.
    void compile() throws IOException {
        var errors = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8);
                var sources = Files.walk(folder.resolve(JAVA))) {
            var units =
                    files.getJavaFileObjectsFromPaths(
                            sources.filter(Files::isRegularFile).toList());
            var options =
                    List.of("-proc:none", "-Xlint:all", "-Werror", "-d", classes().toString());
            if (!compiler.getTask(errors, files, null, options, null, units).call()) {
                throw new AssertionError(errors.toString());
            }
        }
    }

    KitRun run(String className) throws IOException, ClassNotFoundException {
        var urls = Stream.of(classes(), folder.resolve(RESOURCES)).map(GeneratedTests::url);
        try (var loader =
                new URLClassLoader(
                        urls.toArray(URL[]::new), GeneratedTests.class.getClassLoader())) {
            return KitRun.of(selectClass(loader.loadClass(className)), "any", "value");
        }
    }

    private Path classes() throws IOException {
        return Files.createDirectories(folder.resolve("classes"));
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
