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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The package table of etc/docs/architecture.md, checked against the imports.
class PackageTableTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String ROOT = "dev.connectorproxy.";
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?([\\w.*]+);", Pattern.MULTILINE);

    /// The imports that each package may have besides `java.*` and itself: packages of the project in the first
    /// column, others in the second. `Main` may import everything. The package of a connector may also import its own
    /// driver.
    private static final String TABLE =
            """
            spi                | spi                                                        | jakarta.json
            settings           |                                                            | io.helidon.config io.helidon.common org.yaml
            connector          | spi                                                        | jakarta.json
            connector/http     |                                                            | javax.xml.stream
            connector/smtp     |                                                            | jakarta.mail jakarta.activation org.eclipse.angus javax.net
            connector/aws      |                                                            | software.amazon.awssdk
            connector/postgres |                                                            | org.postgresql javax.net javax.crypto
            provider           | spi                                                        | jakarta.json
            provider/stripe    |                                                            | javax.crypto
            plugins            | spi settings                                               | jakarta.json
            secrets            | spi settings                                               | jakarta.json
            catalogue          | spi                                                        | jakarta.json
            egress             | spi settings                                               | org.apache.hc javax.net
            security           | settings                                                   | io.helidon.security
            server             | settings                                                   | jakarta.json io.helidon
            observe            | spi settings                                               | jakarta.json io.helidon
            signin             | spi settings                                               | jakarta.json io.helidon.http io.helidon.webserver.http javax.crypto
            typeahead          | spi settings                                               | jakarta.json io.helidon.http io.helidon.webserver.http
            outbound           |                                                            | io.helidon.http io.helidon.common io.helidon.webclient
            federation         | spi settings catalogue observe outbound                    | jakarta.json io.helidon.http io.helidon.common io.helidon.webclient javax.net
            longrunning        | spi settings catalogue outbound                            | jakarta.json javax.crypto javax.sql com.github.kagkarlsson com.zaxxer org.flywaydb io.helidon.webclient io.helidon.http io.helidon.common
            admin              | longrunning security                                       | jakarta.json io.helidon.http io.helidon.webserver.http
            proxy              | spi settings catalogue observe security secrets server     | jakarta.json io.helidon.http io.helidon.common io.helidon.webserver
            devserver          | spi settings security server                               | jakarta.json io.helidon.http io.helidon.common io.helidon.webserver
            """;

    private static final Map<String, List<String>> MAY_KNOW =
            TABLE.lines()
                    .map(line -> line.split("\\|", -1))
                    .collect(Collectors.toMap(row -> row[0].strip(), PackageTableTest::prefixes));

    private static List<String> prefixes(String[] row) {
        return Stream.concat(
                        Stream.of(row[1].strip().split(" ")).map(ROOT::concat),
                        Stream.of(row[2].strip().split(" ")))
                .filter(prefix -> !prefix.isEmpty() && !prefix.equals(ROOT))
                .map(prefix -> prefix + ".")
                .toList();
    }

    @Test
    void everyImportPointsWhereTheTableAllows() throws IOException {
        var forbidden = new ArrayList<String>();

        var files = sources();
        for (var file : files) {
            forbidden.addAll(forbiddenImports(file));
        }

        assertThat(forbidden, is(empty()));
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
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> forbiddenImports(Path file) throws IOException {
        var home = SOURCES.resolve("dev/connectorproxy").relativize(file.getParent()).toString();
        var room = home.split("/")[0];
        if (room.isEmpty()) {
            return List.of(); // Main
        }
        var allowed = new ArrayList<>(MAY_KNOW.getOrDefault(room, List.of()));
        allowed.addAll(MAY_KNOW.getOrDefault(home, List.of()));
        var own = ROOT + home.replace('/', '.') + ".";
        return IMPORT.matcher(Files.readString(file))
                .results()
                .map(it -> it.group(1))
                .filter(name -> !name.startsWith("java.") && !name.startsWith(own))
                .filter(it -> allowed.stream().noneMatch(it::startsWith))
                .map(it -> file + " imports " + it)
                .toList();
    }
}
