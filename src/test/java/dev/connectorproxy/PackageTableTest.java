package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The package table of the README, held by reading the imports.
class PackageTableTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String ROOT = "dev.connectorproxy.";
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?([\\w.*]+);", Pattern.MULTILINE);

    /// What a connector or a provider may import of its own driver, beside what all of them may.
    private static final Map<String, List<String>> DRIVERS =
            Map.of(
                    "connector/http", List.of("javax.xml.stream."),
                    "connector/smtp",
                            List.of(
                                    "jakarta.mail.",
                                    "jakarta.activation.",
                                    "org.eclipse.angus.",
                                    "javax.net."),
                    "connector/aws", List.of("software.amazon.awssdk."),
                    "connector/postgres",
                            List.of("org.postgresql.", "javax.net.", "javax.crypto."));

    /// The same for the rooms beside the walk of a call.
    private static final Map<String, List<String>> SIDE_ROOMS =
            Map.of(
                    "plugins", List.of(ROOT + "spi.", ROOT + "settings.", "jakarta.json."),
                    "secrets", List.of(ROOT + "spi.", ROOT + "settings.", "jakarta.json."));

    /// What each package may import, beside `java.*` and itself. `Main` may import everything.
    private static final Map<String, List<String>> MAY_KNOW =
            Map.of(
                    "spi", List.of(ROOT + "spi.", "jakarta.json."),
                    "settings", List.of("io.helidon.config.", "io.helidon.common.", "org.yaml."),
                    "connector", List.of(ROOT + "spi.", "jakarta.json."),
                    "egress",
                            List.of(
                                    ROOT + "spi.",
                                    ROOT + "settings.",
                                    "org.apache.hc.",
                                    "javax.net."),
                    "catalogue", List.of(ROOT + "spi.", "jakarta.json."),
                    "observe",
                            List.of(
                                    ROOT + "spi.",
                                    ROOT + "settings.",
                                    "jakarta.json.",
                                    "io.helidon."),
                    "devserver",
                            List.of(
                                    ROOT + "spi.",
                                    ROOT + "settings.",
                                    ROOT + "security.",
                                    ROOT + "server.",
                                    "jakarta.json.",
                                    "io.helidon.http.",
                                    "io.helidon.webserver.",
                                    "io.helidon.common."),
                    "server", List.of(ROOT + "settings.", "io.helidon.", "jakarta.json."),
                    "security", List.of(ROOT + "settings.", "io.helidon.security."),
                    "federation",
                            List.of(
                                    ROOT + "spi.",
                                    ROOT + "settings.",
                                    ROOT + "catalogue.",
                                    ROOT + "observe.",
                                    "jakarta.json.",
                                    "javax.net.",
                                    "io.helidon.webclient.",
                                    "io.helidon.http.",
                                    "io.helidon.common."),
                    "proxy",
                            List.of(
                                    ROOT + "spi.",
                                    ROOT + "settings.",
                                    ROOT + "catalogue.",
                                    ROOT + "observe.",
                                    ROOT + "security.",
                                    ROOT + "secrets.",
                                    ROOT + "server.",
                                    "jakarta.json.",
                                    "io.helidon.http.",
                                    "io.helidon.webserver.",
                                    "io.helidon.common."));

    /// The same for the rooms with routes of their own.
    private static final Map<String, List<String>> ROUTES_MAY_KNOW =
            Map.of(
                    "signin",
                            List.of(
                                    ROOT + "spi.",
                                    ROOT + "settings.",
                                    "jakarta.json.",
                                    "io.helidon.http.",
                                    "io.helidon.webserver.http.",
                                    "javax.crypto."),
                    "typeahead",
                            List.of(
                                    ROOT + "spi.",
                                    ROOT + "settings.",
                                    "jakarta.json.",
                                    "io.helidon.http.",
                                    "io.helidon.webserver.http."));

    @Test
    void everyImportPointsWhereTheTableAllows() throws IOException {
        var strays = new ArrayList<String>();

        var files = sources();
        for (var file : files) {
            strays.addAll(strays(file));
        }

        assertThat(strays, is(empty()));
        assertThat(files.size(), greaterThan(50));
    }

    @Test
    void noProductionFileExceedsThreeHundredLines() throws IOException {
        var tooLong = new ArrayList<Path>();

        for (var file : sources()) {
            if (Files.readAllLines(file).size() > 300) {
                tooLong.add(file);
            }
        }

        assertThat(tooLong, is(empty()));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(it -> it.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> strays(Path file) throws IOException {
        var home = SOURCES.resolve("dev/connectorproxy").relativize(file.getParent()).toString();
        var room = home.split("/")[0];
        if (room.isEmpty()) {
            return List.of(); // Main
        }
        var allowed = new ArrayList<>(MAY_KNOW.getOrDefault(room, List.of()));
        allowed.addAll(ROUTES_MAY_KNOW.getOrDefault(room, List.of()));
        allowed.addAll(SIDE_ROOMS.getOrDefault(room, List.of()));
        allowed.addAll(DRIVERS.getOrDefault(home, List.of()));
        var own = ROOT + home.replace('/', '.') + ".";
        return IMPORT.matcher(Files.readString(file))
                .results()
                .map(it -> it.group(1))
                .filter(it -> !it.startsWith("java.") && !it.startsWith(own))
                .filter(it -> allowed.stream().noneMatch(it::startsWith))
                .map(it -> file + " imports " + it)
                .toList();
    }
}
