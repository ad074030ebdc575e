package dev.connectorproxy.scaffold;

import static org.hamcrest.MatcherAssert.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A project that was written and then compiled as Maven would do it, against the jars that came with it.
///
/// @param folder of the project
public record BuiltProject(Path folder) {

    /// Writes the project and compiles its classes and its tests, with warnings as errors.
    ///
    /// @param work an empty folder
    public static BuiltProject of(String kind, String name, Path work) throws IOException {
        var project = new BuiltProject(work.resolve("project"));
        NewProject.parse(List.of(kind, name, project.folder.toString()))
                .write(ScaffoldProgram.in(work.resolve("program")), Set.of());
        project.compile("main");
        project.compile("test");
        return project;
    }

    /// Puts its classes and its service entry into a jar.
    public Path jar(Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var root :
                    List.of(folder.resolve("target/main"), folder.resolve("src/main/resources"))) {
                for (var file : files(root, "")) {
                    out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }

    /// A loader of its classes and of those of its tests, with their resources.
    public URLClassLoader loader() throws IOException {
        return new URLClassLoader(
                new java.net.URL[] {
                    folder.resolve("target/main").toUri().toURL(),
                    folder.resolve("src/main/resources").toUri().toURL(),
                    folder.resolve("target/test").toUri().toURL(),
                    folder.resolve("src/test/resources/").toUri().toURL()
                },
                BuiltProject.class.getClassLoader());
    }

    /// Compiles its classes (`main`) or its tests (`test`) again.
    public void compile(String part) throws IOException {
        var out = folder.resolve("target").resolve(part);
        var options =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-Xlint:all,-serial,-path",
                                "-Werror",
                                "-d",
                                out.toString(),
                                "-cp",
                                classPath()));
        files(folder.resolve("src").resolve(part), ".java")
                .forEach(file -> options.add(file.toString()));
        var messages = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, messages, messages, options.toArray(String[]::new));
        assertThat(messages.toString(StandardCharsets.UTF_8), status == 0);
    }

    /// Its own jars and classes, and the libraries of its pom.
    private String classPath() throws IOException {
        var libraries =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(path ->
                                path.matches(
                                        ".*/(jakarta.json-api|junit|apiguardian|opentest4j|hamcrest)[^/]*\\.jar"));
        return String.join(
                File.pathSeparator,
                Stream.concat(
                                Stream.of(folder.resolve("target/main").toString()),
                                Stream.concat(
                                        files(folder.resolve("lib"), ".jar").stream()
                                                .map(Path::toString),
                                        libraries))
                        .toList());
    }

    private static List<Path> files(Path root, String end) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }
}
