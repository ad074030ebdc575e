package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of etc/docs/settings.md match what the program reads.
class SettingsTableTest {
    private static final Path PAGE = Path.of("etc", "docs", "settings.md");
    private static final Path EVERYTHING = Path.of("src/test/resources/settings/everything.yaml");

    @Test
    void theTableHasEverySettingWithItsDefaultAndNothingElse() throws IOException {
        assertThat(SettingsTable.read(PAGE).mistakes(declared(), defaults()), is(empty()));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
                    | `server.port` |; | `server.prt` |;        server.port has no row
                    | `server.port` |; | `server.prt` |;        server.port of application.yaml has no row
                    | `server.port` |; | `server.prt` |;        server.prt has a row and is no setting
                    `8200`;            `8201`;                  server.port is 8200 by default, not 8201
                    keys[].name`;      keys[].label`;           security.keys.0.name has no row
                    <METHOD>.attempts; <METHOD>.tries;          connectors.http.retries.<METHOD>.tries has a row and is no setting
                    "`PORT` |";        " |";                    server.port does not name its variable PORT
                    `HOST`;            `HOSTNAME`;              server.host is not set by HOSTNAME
                    """)
    void aMistakeInTheTableIsFound(
            String right, String wrong, String mistake, @TempDir Path directory)
            throws IOException {
        var table = changed(directory, it -> it.replace(right, wrong));

        assertThat(SettingsTable.read(table).mistakes(declared(), defaults()), hasItem(mistake));
    }

    @Test
    void onlyTheTableOfSettingsIsRead(@TempDir Path directory) throws IOException {
        var table =
                changed(
                        directory,
                        it ->
                                "| `other` | `a` | b | c |\n\n"
                                        + it
                                        + "\n| `other` | `a` | b | c |\n");

        assertThat(SettingsTable.read(table).mistakes(declared(), defaults()), is(empty()));
    }

    private static Path changed(Path directory, UnaryOperator<String> change) throws IOException {
        var before = Files.readString(PAGE);
        var after = change.apply(before);
        assertThat("the page has what the test changes", after.equals(before), is(false));
        return Files.writeString(directory.resolve("table.md"), after);
    }

    private static SortedSet<String> declared() {
        var settings = Settings.load(Optional.of(EVERYTHING), Map.of(), new Properties());
        AllSettingsReaders.read(settings);
        settings.refuseUnknown();
        return settings.declared();
    }

    private static Map<String, String> defaults() {
        var file = YamlFile.builtIn();
        Settings.config(List.of(file));
        var builtIn = file.tree();
        return SettingsTree.entries("", builtIn)
                .map(SettingsTree.Entry::key)
                .collect(
                        Collectors.toMap(
                                key -> key,
                                key -> text(builtIn.find(key).orElseThrow()),
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static String text(SettingsTree tree) {
        return switch (tree) {
            case SettingsTree.Leaf(var text, _) -> text;
            case SettingsTree.Branch _ -> "";
            case SettingsTree.Items(List<SettingsTree> elements, _) ->
                    elements.isEmpty()
                            ? "[]"
                            : elements.stream()
                                    .map(SettingsTableTest::text)
                                    .collect(Collectors.joining(", "));
        };
    }
}
