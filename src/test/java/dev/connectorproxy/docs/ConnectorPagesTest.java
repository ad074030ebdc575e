package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connection.ConnectionList;
import dev.connectorproxy.declarative.file.ErrorRule;
import dev.connectorproxy.declarative.file.SourceText;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.spi.ConnectionUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorPagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    static List<Map.Entry<Path, String>> pages() throws IOException {
        return List.copyOf(ConnectorPages.all().entrySet());
    }

    static List<Path> written() throws IOException {
        return ConnectorPages.written();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageSaysWhatTheFileSays(Map.Entry<Path, String> page) throws IOException {
        var written = Files.exists(page.getKey()) ? Files.readString(page.getKey()) : "";

        assertThat(page.getKey() + ": run make connector-pages", written, is(page.getValue()));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aPageHasAConnector(Path page) throws IOException {
        assertThat(
                page + ": run make connector-pages",
                ConnectorPages.all().containsKey(page),
                is(true));
    }

    @ParameterizedTest
    @MethodSource("written")
    void theSettingsOnAPageAreValid(Path page, @TempDir Path folder) throws IOException {
        var example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find(), is(true));
        var file = Files.writeString(folder.resolve("application.yaml"), example.group(1));

        var settings = Settings.load(Optional.of(file), Map.of(), new Properties()).root();

        boolean hasCredentials = example.group(1).contains("connections:");
        assertThat(ConnectionList.create(settings).all().isEmpty(), is(!hasCredentials));
    }

    @Test
    void aConnectorWithoutCredentialsIsOnlyEnabled() {
        assertThat(
                new ConnectionExample("weather", List.of()).yaml(),
                is("connectors:\n  enabled: [weather]\n"));
    }

    @Test
    void variablesOfTheServerBelongToTheConnection() {
        var use =
                new ConnectionUse(
                        "api-key", Map.of("subdomain", "connection.subdomain", "key", "api_key"));

        assertThat(
                new ConnectionExample("desk", List.of(use)).yaml(),
                containsString("    variables: {subdomain: …}\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "status = 404                | false | 404 | no",
                "status = 404                | true  | 503 | yes",
                "status = 503                | false | 422 | no",
                "status = 409                |       | 409 | no",
                "status in [429, 503]        | true  | 429, 503 | yes",
                "status in [400, 503]        |       | 400, 503 | if 429 or 5xx",
                "status >= 400               |       | that of the response | if 429 or 5xx",
                "status >= 400               | false | that of the response; 422 instead of 429 and 5xx | no",
                "ok = false                  | true  | that of the response, or 503 | yes"
            })
    void anErrorHasItsStatusAndWhetherEnginesRepeatIt(
            String when, Boolean retry, String status, String repeated) {
        var rule =
                new ErrorRule(
                        new SourceText(when, "x"),
                        "Refused",
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.ofNullable(retry));

        assertThat(
                ErrorTable.of(List.of(rule)),
                containsString("| `Refused` | `%s` | %s | %s |".formatted(when, status, repeated)));
    }

    @Test
    void theCommentAboveTheConnectionSaysWhatItsCredentialsAre() {
        assertThat(
                CredentialNote.in("title: X\n# the user name is\n# the key\nconnection: basic\n"),
                is(Optional.of("The user name is the key.")));
        assertThat(
                CredentialNote.in("# the start\ntitle: X\nconnection: basic\n"),
                is(Optional.empty()));
    }

    @Test
    void textsCannotBreakATable() {
        assertThat(MarkdownCell.code("a | b\nc"), is("`a \\| b c`"));
        assertThat(MarkdownCell.text("a | <b>\nc"), is("a \\| &lt;b> c"));
    }
}
