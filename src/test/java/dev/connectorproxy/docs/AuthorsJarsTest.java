package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What etc/docs/plugins.md says the jar of contract tests needs, held against what its sources import.
class AuthorsJarsTest {
    private static final Path CONTRACT = Path.of("src/test/java/dev/connectorproxy/contract");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?((?:[a-z]+\\.)[a-z]+)\\.");
    private static final Map<String, String> TOLD_AS =
            Map.of(
                    "jakarta.json", "an implementation of `jakarta.json`",
                    "org.junit", "JUnit Jupiter",
                    "org.hamcrest", "Hamcrest");

    @Test
    void everyLibraryThatTheContractTestsNeedIsNamed() throws IOException {
        var row =
                Files.readString(Path.of("etc", "docs", "plugins.md"))
                        .lines()
                        .filter(it -> it.startsWith("| `connector-proxy-tests.jar`"))
                        .collect(Collectors.joining());

        var needed = imported();

        assertThat(needed, is(TOLD_AS.keySet()));
        for (var library : needed) {
            assertThat(row, containsString(TOLD_AS.get(library)));
        }
    }

    /// The kit's own tests are not in the jar.
    private static boolean published(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".java") && !name.endsWith("Test.java");
    }

    /// The first two names of every package that is neither the JDK's nor the project's.
    private static Set<String> imported() throws IOException {
        var names = new TreeSet<String>();
        for (var folder : Set.of(CONTRACT, CONTRACT.resolve("payment"))) {
            try (var files = Files.newDirectoryStream(folder, AuthorsJarsTest::published)) {
                for (var file : files) {
                    IMPORT.matcher(Files.readString(file))
                            .results()
                            .map(it -> it.group(1))
                            .filter(it -> !it.startsWith("java.") && !it.startsWith("dev."))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
