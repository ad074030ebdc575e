package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages of the documentation as a whole: the README is short, all links lead somewhere, and no page is unreachable.
class DocumentationPagesTest {
    private static final Path README = Path.of("README.md");
    private static final Path PAGES = Path.of("etc", "docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern MAKE = Pattern.compile("(?:`|(?m:^))make ([a-z-]+)");
    private static final Pattern TARGET = Pattern.compile("(?m)^([a-z-]+):");
    private static final Pattern SETTING = Pattern.compile("(?m)^(\\| `[a-z.-]+` \\| [^|]* \\|)");

    /// A link with the page it stands on.
    private record Link(Path page, String to) {
        Path file() {
            var path = to.split("#", 2)[0];
            return path.isEmpty()
                    ? page
                    : Path.of("").resolve(page).resolveSibling(path).normalize();
        }

        boolean resolves() throws IOException {
            int hash = to.indexOf('#');
            return Files.exists(file())
                    && (hash < 0 || anchors(file()).contains(to.substring(hash + 1)));
        }
    }

    static List<Path> pages() throws IOException {
        try (var files = Files.walk(PAGES)) {
            var pages = files.filter(file -> file.toString().endsWith(".md")).sorted();
            return Stream.concat(Stream.of(README), pages).toList();
        }
    }

    @Test
    void theReadmeHasAtMostTwoHundredLines() throws IOException {
        assertThat(Files.readAllLines(README).size(), lessThanOrEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nmake run ", "\nmake test ", "\ncurl -s localhost:8200/v1/do/"})
    void theReadmeShowsHowToBegin(String command) throws IOException {
        assertThat(Files.readString(README), containsString(command));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFileAndAHeadingThatExist(Path page) throws IOException {
        var broken = new ArrayList<String>();

        for (var link : links(page)) {
            if (!link.resolves()) {
                broken.add(link.to());
            }
        }

        assertThat(broken, is(empty()));
    }

    @Test
    void everyPageIsReachedFromTheReadme() throws IOException {
        var reached = new LinkedHashSet<Path>(Set.of(README));
        var next = new ArrayDeque<Path>(reached);

        while (!next.isEmpty()) {
            for (var link : links(next.remove())) {
                if (link.file().startsWith(PAGES) && reached.add(link.file())) {
                    next.add(link.file());
                }
            }
        }

        assertThat(pages().stream().filter(page -> !reached.contains(page)).toList(), is(empty()));
        assertThat(reached.size(), greaterThan(10));
    }

    @Test
    void theSettingsOfTheReadmeHaveTheDefaultsOfTheirPage() throws IOException {
        var all = matches(SETTING, Files.readString(PAGES.resolve("settings.md")));
        var few = matches(SETTING, Files.readString(README));

        assertThat(few.stream().filter(row -> !all.contains(row)).toList(), is(empty()));
        assertThat(few.size(), greaterThan(10));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTargetOfMakeThatAPageNamesExists(Path page) throws IOException {
        var targets = matches(TARGET, Files.readString(Path.of("Makefile")));

        for (var named : matches(MAKE, Files.readString(page))) {
            assertThat(targets, hasItem(named));
        }
    }

    private static List<Link> links(Path page) throws IOException {
        var text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        return matches(LINK, text).stream()
                .filter(to -> !to.startsWith("https://"))
                .map(to -> new Link(page, to))
                .toList();
    }

    /// The anchors that GitHub makes of headings.
    private static Set<String> anchors(Path page) throws IOException {
        var text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        return matches(HEADING, text).stream()
                .map(heading -> heading.strip().toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
