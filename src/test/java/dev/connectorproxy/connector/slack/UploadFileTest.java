package dev.connectorproxy.connector.slack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.connector.CommandRun;
import dev.connectorproxy.connector.VendorServer.Request;
import dev.connectorproxy.connector.VendorServer.Response;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.ConnectorContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFileTest {
    private static final String TEA = "MTsgdGVhCg=="; // "1; tea\n"

    private final HttpEgress egress = LoopbackHttpEgress.create();
    private final SlackServer slack = new SlackServer();
    private final Map<String, String> settings = new HashMap<>(Map.of("base-url", slack.url()));

    @TempDir private Path directory;

    UploadFileTest() throws IOException {}

    @AfterEach
    void close() {
        slack.close();
        egress.close();
    }

    @Test
    void uploadsTheContentAndSharesTheFile() {
        var run =
                upload(
                        Map.of(
                                "content_base64",
                                TEA,
                                "filename",
                                "ordér.csv",
                                "initial_comment",
                                "héy & you"));

        assertThat(run.code(), is(""));
        assertThat(run.status(), is(200));
        assertThat(
                run.text(),
                is("{\"ok\":true,\"files\":[{\"id\":\"F00000001\",\"title\":\"ordér.csv\"}]}"));
        assertThat(new String(slack.content("F00000001"), StandardCharsets.UTF_8), is("1; tea\n"));
        var completion = slack.calls().getLast().form();
        assertThat(completion, is(aMapWithSize(3)));
        assertThat(completion.get("channel_id"), is("C012AB3CD"));
        assertThat(completion.get("initial_comment"), is("héy & you"));
    }

    @Test
    void sendsTheTokenOnlyToTheWebApi() {
        upload(Map.of("content_base64", TEA));

        assertThat(slack.uploads().size(), is(1));
        var request = slack.uploads().getFirst();
        assertThat(request.header("content-type"), is("application/octet-stream"));
        assertThat(
                request.headers() + request.text() + request.target(),
                not(containsString(SlackServer.TOKEN)));
    }

    @ParameterizedTest(name = "{0}, {1} -> {2}")
    @CsvSource({
        "'data:text/csv;name=a%20b.csv;base64,MTsgdGVhCg==', '', a b.csv",
        "'data:text/csv;name=a%20b.csv;base64,MTsgdGVhCg==', own.csv, own.csv",
        "MTsgdGVhCg==, '', upload.bin",
        "'MTsg\ndGVhCg==\n', ' ', upload.bin"
    })
    void namesTheFile(String content, String filename, String name) {
        upload(Map.of("content_base64", content, "filename", filename));

        assertThat(slack.calls().getFirst().form().get("filename"), is(name));
        assertThat(slack.calls().getFirst().form().get("length"), is("7"));
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "content_base64":""                             | SlackMissingContent | 400
                    "filename":"a.csv"                              | SlackMissingContent | 400
                    "content_base64":"MTsg!"                        | SlackInvalidBase64  | 400
                    "content_base64":"data:text/csv,MTsg"           | SlackInvalidBase64  | 400
                    "content_base64":"data:text/csv;base64,MTsg!"   | SlackInvalidBase64  | 400
                    "content_base64":"MTsgdGVhCg==","channel":"#a"  | InvalidParameters   | 400
                    "content_base64":"MTsgdGVhCg==","token":"x y"   | InvalidParameters   | 400
                    "content_base64":"MTsgdGVhCg==","filename":"a\\nb" | InvalidParameters | 400
                    "content_base64":"spifffiledatadigest+0123456789012345678901234567890123456789012345678901234567890123" | InvalidParameters | 400
                    "content_base64":"data:text/csv;name=a;base64,spifffiledatadigest+0123456789012345678901234567890123456789012345678901234567890123" | InvalidParameters | 400
                    "content_base64":"MTsgdGVhCg==","initial_comment":"a\\ud800" | InvalidParameters | 400
                    "content_base64":"MTsgdGVhCg==","filename":"\\udc00.csv"    | InvalidParameters | 400
                    "filepath":"/etc/passwd"                        | ConnectorNotConfigured | 400
                    """)
    void refusesWhatItCannotUploadBeforeItCallsSlack(String parameters, String code, int status) {
        var run = run("UploadFile", parameters);

        assertThat(run.code(), is(code));
        assertThat(run.status(), is(status));
        assertThat(run.text(), is("{}"));
        assertThat(slack.calls(), is(List.of()));
    }

    @Test
    void refusesAFileThatIsTooLargeBeforeItIsDecoded() {
        settings.put("file-bytes", "6");

        var run = upload(Map.of("content_base64", "!!!!!!!!!!!!"));

        assertThat(run.code(), is("RequestTooLarge"));
        assertThat(run.status(), is(413));
        assertThat(slack.calls(), is(List.of()));
    }

    @Test
    void uploadsAFileBelowTheDirectory() throws IOException {
        settings.put("attachments-directory", directory.toString());
        Files.createDirectory(directory.resolve("sub"));
        Files.writeString(directory.resolve("sub/order.csv"), "2; coffee\n");

        var absolute = upload(Map.of("filepath", directory + "/sub/order.csv"));
        var relative = upload(Map.of("filepath", "sub/../sub/order.csv", "content_base64", "!"));

        assertThat(absolute.code() + relative.code(), is(""));
        assertThat(slack.calls().getFirst().form().get("filename"), is("order.csv"));
        assertThat(
                new String(slack.content("F00000002"), StandardCharsets.UTF_8), is("2; coffee\n"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "/etc/passwd, InvalidParameters",
        "/etc/none, InvalidParameters",
        "../secret.txt, InvalidParameters",
        "link.txt, InvalidParameters",
        "none.txt, SlackFileNotFound",
        "., SlackFileNotFound",
        "large.txt, RequestTooLarge"
    })
    void refusesAFileThatItMayNotRead(String path, String code) throws IOException {
        var attachments = Files.createDirectory(directory.resolve("attachments"));
        settings.put("attachments-directory", attachments.toString());
        settings.put("file-bytes", "9");
        Files.writeString(directory.resolve("secret.txt"), "s3cr3t");
        Files.createSymbolicLink(attachments.resolve("link.txt"), directory.resolve("secret.txt"));
        Files.writeString(attachments.resolve("large.txt"), "0123456789");

        var run = upload(Map.of("filepath", path));

        assertThat(run.code(), is(code));
        assertThat(run.message(), not(containsString(directory.toString())));
        assertThat(slack.calls(), is(List.of()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"400, 400", "429, 429", "503, 503", "302, 302", "204, 502"})
    void reportsARefusedUploadAndSharesNothing(int status, int expected) {
        slack.respondToUploads(new Response(status, Map.of("Retry-After", "7"), ""));

        var run = upload(Map.of("content_base64", TEA));

        assertThat(run.code(), is("SlackUploadFailed"));
        assertThat(run.status(), is(expected));
        assertThat(run.message(), containsString("Slack asks to wait 7 s"));
        assertThat(
                slack.calls().stream().map(Request::target).toList(),
                is(List.of("/api/files.getUploadURLExternal")));
    }

    @Test
    void reportsWhatSlackSaysOfTheLastStep() {
        var run = run("UploadFile", "\"content_base64\":\"" + TEA + "\",\"channel\":\"U012AB3CD\"");

        assertThat(run.code(), is("SlackMessageFailed"));
        assertThat(run.message(), is("[ERROR] input must match regex pattern"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UploadFile", "SendDirectMessage"})
    void reportsATokenThatSlackRefuses(String command) {
        var run =
                run(
                        command,
                        (command.equals("UploadFile")
                                        ? "\"content_base64\":\"" + TEA + "\""
                                        : "\"user_id\":\"U012AB3CD\",\"message\":\"hi\"")
                                + ",\"token\":\"xoxb-other\"");

        assertThat(run.code(), is("SlackAuthError"));
        assertThat(run.status(), is(401));
        assertThat(run.text(), is("{}"));
    }

    @Test
    void sendsADirectMessage() {
        var run =
                run(
                        "SendDirectMessage",
                        "\"user_id\":\"U012AB3CD\",\"message\":\"hi\",\"blocks\":\"[{\\\"type\\\":\\\"divider\\\"}]\"");

        assertThat(run.text(), is("{\"ok\":true,\"channel\":\"U012AB3CD\"}"));
        assertThat(
                slack.calls().getFirst().text(),
                is(
                        "{\"channel\":\"U012AB3CD\",\"text\":\"hi\",\"blocks\":[{\"type\":\"divider\"}]}"));
    }

    private CommandRun upload(Map<String, String> arguments) {
        var json = Json.createObjectBuilder();
        arguments.forEach(json::add);
        return run("UploadFile", json.build());
    }

    private CommandRun run(String command, String parameters) {
        try (var reader = Json.createReader(new StringReader("{" + parameters + "}"))) {
            return run(command, reader.readObject());
        }
    }

    private CommandRun run(String command, JsonObject own) {
        var arguments = Json.createObjectBuilder().add("token", SlackServer.TOKEN);
        if (command.equals("UploadFile")) {
            arguments.add("channel", "C012AB3CD");
        }
        own.forEach(arguments::add);
        return CommandRun.of(
                new SlackConnector(),
                new ConnectorContext(egress, settings),
                command,
                arguments.build());
    }
}
