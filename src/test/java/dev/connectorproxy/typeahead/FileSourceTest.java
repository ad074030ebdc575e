package dev.connectorproxy.typeahead;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSourceTest {
    private static final Lookup ANY = new Lookup("", Lookup.MAX_SUGGESTIONS);

    private final List<String> warnings = new ArrayList<>();

    @TempDir private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> suggestions(SuggestionSource source) {
        return source.suggestions(ANY, warnings::add).stream()
                .map(suggestion -> suggestion.json().toString())
                .toList();
    }

    @Test
    void readsCsvWithKeysInItsFirstLine() throws IOException {
        var file = write("a.csv", "\uFEFFid,name\r\n1,\"Wien, \"\"Vienna\"\"\"\r\n2\r\n");

        var source = new FileSource(file, "", List.of());

        assertThat(
                suggestions(source),
                is(
                        List.of(
                                "{\"id\":\"1\",\"name\":\"Wien, \\\"Vienna\\\"\"}",
                                "{\"id\":\"2\",\"name\":\"\"}")));
    }

    @Test
    void readsTheArrayAtAPointerAndSkipsOtherValuesThanObjects() throws IOException {
        var file = write("a.json", "{\"a/b\":[{\"id\":1.50},7,null,{\"id\":2}]}");

        var source = new FileSource(file, "/a~1b", List.of("id"));

        assertThat(suggestions(source), is(List.of("{\"id\":1.50}", "{\"id\":2}")));
    }

    /// Python writes it for numbers that are missing.
    @Test
    void readsNumbersThatJsonHasNotAsNull() throws IOException {
        var file = write("a.json", "\uFEFF[{\"id\":1,\"size\":NaN}]");

        var source = new FileSource(file, "", List.of("id"));

        assertThat(suggestions(source), is(List.of("{\"id\":1,\"size\":null}")));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.csv  | a,a              | does not name each column once",
                "a.csv  | a,               | does not name each column once",
                "a.csv  | ``               | does not name each column once",
                "a.json | {\"a\":1}        | not JSON with an array",
                "a.json | [1               | not JSON with an array",
                "a.json | ``               | not JSON with an array",
            })
    void refusesContentThatDoesNotFitTheExtension(String name, String text, String why)
            throws IOException {
        var file = write(name, text);

        var failure =
                assertThrows(
                        IllegalArgumentException.class, () -> new FileSource(file, "", List.of()));

        var message = failure.getMessage();
        assertThat(
                message,
                message.contains(why.replace("no array", "not JSON with an array")),
                is(true));
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        var file = write("a.csv", "a\n" + "b\n".repeat(4 << 20));

        assertThrows(IllegalArgumentException.class, () -> new FileSource(file, "", List.of()));
    }

    @Test
    void refusesLinesWithMoreFieldsThanNamesAndTextThatIsNotUtf8() throws IOException {
        var ragged = write("a.csv", "a,b\n1,2,3\n");
        var latin = Files.write(folder.resolve("b.csv"), new byte[] {'a', '\n', (byte) 0xE9});

        assertThrows(IllegalArgumentException.class, () -> new FileSource(ragged, "", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new FileSource(latin, "", List.of()));
    }

    @Test
    void readsAChangedFileAgainAndKeepsTheOldOneWhileTheNewOneIsBroken() throws IOException {
        var file = write("a.json", "[{\"a\":1}]");
        var source = new FileSource(file, "", List.of());

        write("a.json", "[{\"a\":2},{\"a\":3}]");
        assertThat(suggestions(source), is(List.of("{\"a\":2}", "{\"a\":3}")));

        write("a.json", "[{\"a\":");
        assertThat(suggestions(source), is(List.of("{\"a\":2}", "{\"a\":3}")));

        Files.delete(file);
        assertThat(suggestions(source), is(List.of("{\"a\":2}", "{\"a\":3}")));

        suggestions(source);
        assertThat(warnings.size(), is(2));

        write("a.json", "[{\"a\":4}]");
        assertThat(suggestions(source), is(List.of("{\"a\":4}")));
    }

    @Test
    void detectsAChangeOfTheSameLengthByItsTime() throws IOException {
        var file = write("a.json", "[{\"a\":1}]");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        var source = new FileSource(file, "", List.of());

        write("a.json", "[{\"a\":2}]");
        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000));

        assertThat(suggestions(source), is(List.of("{\"a\":2}")));
    }
}
