package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTextTest {
    private SettingsInput given;
    private Path file;

    @BeforeEach
    void withAFileAndAVariable(@TempDir Path directory) throws IOException {
        file = Files.writeString(directory.resolve("secret"), " from file \n\n");
        given = SettingsInput.nothing(directory).environment(Map.of("MINE", "from variable"));
    }

    private Section section(String yaml) {
        return given.file("x: {" + yaml.replace("FILE", file.toString()) + "}").root().section("x");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key: a b                   | key      | `a b`",
                "key: ''                    | key      | ``",
                "key-file: FILE             | key-file | ` from file`",
                "key: '', key-file: FILE    | key-file | ` from file`",
                "key: a, key-file: ''       | key      | a",
                "key-env: MINE              | key-env  | from variable",
            })
    void isReadFromOneOfItsSources(String yaml, String key, String value) {
        var secret = section(yaml).secretOrVariable("key").orElseThrow();

        assertThat(secret.key(), is(key));
        assertThat(secret.value(), is(value));
        assertThat(secret.file(), is(Optional.of(file).filter(_ -> key.equals("key-file"))));
        assertThat(secret.toString(), not(containsString(" ")));
    }

    @Test
    void isAbsentWithoutASource() {
        var section = section("other: 1, empty: ''");

        assertThat(section.secret("key"), is(Optional.empty()));
        assertThat(section.secretOrVariable("key"), is(Optional.empty()));
        assertThat(section.filledSecret("empty"), is(Optional.empty()));
        assertThat(section.filledSecret("key"), is(Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "key: canary, key-file: FILE   | my.yaml:1: x.key-file must not be set beside key",
                "key-file: /nowhere            | my.yaml:1: x.key-file must name a readable text file",
                "key-file: ''                  | my.yaml:1: x.key-file must name a readable text file",
                "key-env: NONE                 | my.yaml:1: x.key-env must name an environment variable that is set",
                "key: canary, key-env: MINE    | my.yaml:1: x.key must be the only one of key, key-file and key-env",
                "key-file: FILE, key-env: MINE | x.key must be the only one of key, key-file and key-env",
            })
    void refusesSourcesThatContradictOrFail(String yaml, String message) {
        var section = section(yaml);

        var failure = assertThrows(SettingsException.class, () -> section.secretOrVariable("key"));

        assertThat(failure.getMessage(), endsWith(message));
        assertThat(failure.getMessage(), not(containsString("canary")));
    }
}
