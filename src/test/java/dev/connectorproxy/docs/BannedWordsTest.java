package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The words of etc/banned-words.txt are in no name and no comment of src/main.
class BannedWordsTest {
    private static final Path LIST = Path.of("etc", "banned-words.txt");
    private static final Path SOURCES = Path.of("src/main/java/dev/connectorproxy");

    /// Banned only in constants, where they stand for a bound.
    private static final Set<String> BOUNDS = Set.of("most", "longest", "largest", "deepest");

    private final Map<String, String> banned = new TreeMap<>();
    private final Set<String> exceptions = new TreeSet<>();

    BannedWordsTest() throws IOException {
        for (var line : Files.readAllLines(LIST)) {
            var columns = line.strip().split("\\s+", 3);
            if (line.startsWith("!")) {
                exceptions.add(columns[0].substring(1) + " " + columns[1]);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                banned.put(columns[0], line.substring(columns[0].length()).strip());
            }
        }
    }

    @Test
    void noNameAndNoCommentUsesABannedWord() throws IOException {
        var unused = new TreeSet<>(exceptions);
        var found = new TreeSet<String>();

        var files = sources();
        for (var file : files) {
            var place = SOURCES.relativize(file).toString();
            for (var word : used(new JavaSource(Files.readString(file)))) {
                if (exceptions.contains(word + " " + place)) {
                    unused.remove(word + " " + place);
                } else {
                    found.add("%s: %s -> %s".formatted(place, word, banned.get(word)));
                }
            }
        }

        assertThat(found, is(empty()));
        assertThat("exceptions that nothing needs", unused, is(empty()));
        assertThat(files.size(), greaterThan(500));
        assertThat(banned.size(), greaterThan(20));
    }

    @Test
    void wordsAreFoundInNamesAndCommentsAndNotInLiterals() {
        var source =
                new JavaSource(
                        """
                        /// Waits, told by nobody.
                        int MOST_BYTES = readAnswer(); // the way
                        String mostly = "desk \\" letter" + '"' + \"""
                            haste " sketch
                            \""";
                        /* amid
                           them */ Wire wire; int mostBytes; // at most two
                        """);

        assertThat(used(source), is(Set.of("told", "most", "answer", "way", "amid", "wire")));
    }

    private Set<String> used(JavaSource source) {
        var names =
                source.names().stream()
                        .flatMap(name -> words(name).filter(word -> isBanned(name, word)));
        var comments =
                source.comments().stream()
                        .flatMap(BannedWordsTest::words)
                        .filter(word -> banned.containsKey(word) && !BOUNDS.contains(word));
        return Stream.concat(names, comments).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isBanned(String name, String word) {
        boolean constant = name.equals(name.toUpperCase(Locale.ROOT));
        return banned.containsKey(word) && (constant || !BOUNDS.contains(word));
    }

    private static Stream<String> words(String text) {
        return JavaSource.words(text).stream().map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
