package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What etc/docs/plugins.md says the jar of contract tests needs, held against what its sources import and its classes name.
class AuthorsJarsTest {
    private static final Path KIT = Path.of("src/kit/java");
    private static final Path CLASSES = Path.of("target/kit-classes");
    private static final Pattern OURS = Pattern.compile("dev/connectorproxy/[\\w/-]+");
    private static final Pattern TO_AUTHORS =
            Pattern.compile("dev/connectorproxy/(spi/.*|catalogue/ArgumentCheck)");
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

    @Test
    void theKitNamesNoTypeThatAuthorsDoNotGet() throws IOException {
        var sources = new TreeSet<String>();
        for (var file : files(KIT, ".java")) {
            sources.add(KIT.relativize(file).toString().replace(".java", ""));
        }

        var others = new TreeSet<String>();
        for (var file : files(CLASSES, ".class")) {
            named(file).filter(it -> !sources.contains(it)).forEach(others::add);
        }

        others.removeIf(it -> TO_AUTHORS.matcher(it).matches());
        assertThat(sources, is(not(empty())));
        assertThat(others, is(empty()));
    }

    /// Of the project's types those that a class names, be it in a signature or in its code.
    private static Stream<String> named(Path file) throws IOException {
        var names = new TreeSet<String>();
        for (var entry : ClassFile.of().parse(file).constantPool()) {
            if (entry instanceof Utf8Entry text) {
                OURS.matcher(text.stringValue())
                        .results()
                        .map(it -> it.group())
                        .forEach(names::add);
            }
        }
        return names.stream();
    }

    /// The first two names of every package that is neither the JDK's nor the project's.
    private static Set<String> imported() throws IOException {
        var names = new TreeSet<String>();
        for (var file : files(KIT, ".java")) {
            IMPORT.matcher(Files.readString(file))
                    .results()
                    .map(it -> it.group(1))
                    .filter(it -> !it.startsWith("java.") && !it.startsWith("dev."))
                    .forEach(names::add);
        }
        return names;
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(it -> it.toString().endsWith(end)).toList();
        }
    }
}
