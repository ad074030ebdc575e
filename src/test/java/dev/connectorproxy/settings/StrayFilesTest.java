package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources that Helidon Config would find by itself have no effect: files in the working directory and on the class
/// path, variables and properties of any name.
class StrayFilesTest {
    private static final String STRAY = "server:\n  port: 666\nstray:\n  key: found\n";

    @Test
    void whatHelidonWouldFindByItselfIsNotRead(@TempDir Path directory) throws Exception {
        stray(directory);
        var first = Files.createDirectory(directory.resolve("class-path"));
        stray(first);

        assertThat(portSeenBy(directory, first), is("8200 none"));
    }

    private static void stray(Path directory) throws IOException {
        for (var name :
                List.of("application.yaml", "application-test.yaml", "config-profile-test.yaml")) {
            Files.writeString(directory.resolve(name), STRAY);
        }
        Files.writeString(
                directory.resolve("application.properties"), "server.port=666\nstray.key=found\n");
        Files.writeString(
                directory.resolve("meta-config.yaml"),
                "sources:\n- type: file\n  properties:\n    path: application.yaml\n");
    }

    private static String portSeenBy(Path directory, Path classPath)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                                java,
                                "-Dconfig.profile=test",
                                "-Dstray.key=found",
                                "-Dhelidon.config.profile=test",
                                "-cp",
                                classPath
                                        + File.pathSeparator
                                        + System.getProperty("java.class.path"),
                                PrintPort.class.getName())
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("STRAY_KEY", "found");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
