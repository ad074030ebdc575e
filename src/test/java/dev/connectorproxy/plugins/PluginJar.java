package dev.connectorproxy.plugins;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A jar compiled from sources by a test.
public final class PluginJar {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");
    private static final Map<String, String> SERVICES =
            Map.of(
                    "ConnectorProvider", "dev.connectorproxy.spi.ConnectorProvider",
                    "PaymentProvider", "dev.connectorproxy.spi.payment.PaymentProvider");

    private final Path work;
    private final List<Path> classPath = new ArrayList<>();

    /// @param work a directory for temporary files
    public PluginJar(Path work) {
        this.work = work;
    }

    /// Adds a jar to the class path of the compiler.
    public PluginJar with(Path jar) {
        classPath.add(jar);
        return this;
    }

    /// Writes a jar of these sources. Providers are the classes whose source says that they implement
    /// ConnectorProvider or PaymentProvider.
    public Path write(Path jar, String... sources) throws IOException {
        var from = Files.createTempDirectory(work, "src");
        var classes = Files.createTempDirectory(work, "classes");
        var files = new ArrayList<String>();
        var providers = new TreeMap<String, List<String>>();
        for (var source : sources) {
            var type = first(TYPE, source);
            var file = from.resolve(type + ".java");
            files.add(Files.writeString(file, source).toString());
            for (var service : SERVICES.keySet()) {
                if (source.contains("implements " + service)) {
                    providers
                            .computeIfAbsent(service, _ -> new ArrayList<>())
                            .add(first(PACKAGE, source) + "." + type);
                }
            }
        }
        compile(classes, files);
        for (var service : providers.entrySet()) {
            var file = classes.resolve("META-INF/services/" + SERVICES.get(service.getKey()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", service.getValue()) + "\n");
        }
        return pack(classes, jar);
    }

    /// A provider with one command, whose body is these statements.
    public static String provider(String type, String connector, String body) {
        return """
        package test.plugin;

        import dev.connectorproxy.spi.*;
        import jakarta.json.*;
        import java.util.*;

        public class %1$s implements ConnectorProvider {
            public String name() { return "%2$s"; }

            public List<Command> commands(ConnectorContext context) {
                return List.of(new Command() {
                    public CommandSpec spec() {
                        return new CommandSpec("Run", "Runs.",
                            List.of(Parameter.optional("text", ParameterType.STR, "Any text.")), List.of("Odd"));
                    }

                    public CommandResult execute(Arguments arguments, Call call) {
                        %3$s
                    }
                });
            }
        }
        """
                .formatted(type, connector, body);
    }

    private void compile(Path classes, List<String> files) throws IOException {
        var path =
                Stream.concat(
                                Arrays.stream(
                                                System.getProperty("java.class.path")
                                                        .split(File.pathSeparator))
                                        .filter(PluginJar::isForAuthors),
                                classPath.stream().map(Path::toString))
                        .toList();
        var options =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                classes.toString(),
                                "-cp",
                                String.join(File.pathSeparator, path)));
        options.addAll(files);
        var out = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, out, out, options.toArray(String[]::new));
        if (status != 0) {
            throw new IOException(out.toString(StandardCharsets.UTF_8));
        }
    }

    private static boolean isForAuthors(String element) {
        return element.contains("jakarta.json-api")
                || element.endsWith("classes") && !element.endsWith("test-classes");
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static String first(Pattern pattern, String source) {
        return Arrays.stream(source.split("\n"))
                .map(pattern::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }
}
