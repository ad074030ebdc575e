package dev.connectorproxy.importer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.importer.ImportArguments.Mode;
import dev.connectorproxy.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportArgumentsTest {

    @Test
    void readsOptionsInBothForms() {
        var parsed = parse("a.json --name=shop --tag x --tag=y --operation GET_/a --force");

        assertThat(parsed.inputs(), is(List.of("a.json")));
        assertThat(parsed.name(), is(Optional.of("shop")));
        assertThat(
                parsed.selection(), is(new Selection(List.of("x", "y"), List.of("GET_/a"), false)));
        assertThat(parsed.directory(), is(Path.of("connectors")));
        assertThat(parsed.force(), is(true));
        assertThat(parsed.mode(), is(Mode.WRITE));
    }

    @Test
    void checksAnyNumberOfPaths() {
        assertThat(parse("--check a b").mode(), is(Mode.CHECK));
        assertThat(parse("--check --call a b").mode(), is(Mode.CALL));
        assertThat(parse("--check a b").inputs(), is(List.of("a", "b")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a --nam b | --nam is not an option of import; did you mean --name?",
                "a --name | --name must be followed by a value",
                "a --name b --name c | --name is given twice",
                "a --call | --call belongs to --check: import --check --call PATH",
                "a b | an API description is imported with import FILE-OR-URL",
                "--all | an API description is imported with import FILE-OR-URL"
            })
    void refusesWhatIsWrongInOneLine(String words, String message) {
        var refusal = assertThrows(SettingsException.class, () -> parse(words));

        assertThat(refusal.getMessage(), containsString(message));
        assertThat(refusal.getMessage().lines().count(), is(1L));
    }

    private static ImportArguments parse(String words) {
        return ImportArguments.parse(List.of(words.split(" ")));
    }
}
