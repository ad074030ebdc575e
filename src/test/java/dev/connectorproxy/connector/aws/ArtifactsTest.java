package dev.connectorproxy.connector.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.connector.CommandRun;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a diagram of GSA sends.
class ArtifactsTest {
    private static final String PNG =
            "data:image/png;name=a.png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final List<HttpRequest> sent = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private volatile int status = 200;

    @TempDir private Path templates;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(
                templates.resolve("permit.html"),
                "<html><body><h1>{{projectTitle}}</h1><p>{{who.name}}</body></html>");
        settings.putAll(
                Map.of(
                        "access-key-id", "AKIATEST",
                        "secret-access-key", "test-secret",
                        "region", "us-gov-west-1",
                        "bucket", "bkt",
                        "templates-directory", templates.toString()));
    }

    @Test
    void storesAPdfUnderItsId() throws IOException {
        var run =
                run(
                        "GenerateArtifact",
                        """
                        "id": "a/7.pdf", "template": "permit.html", "data": {"projectTitle": "Road <b>", "who": {"name": "Zoë"}}
                        """);

        assertThat(run.message(), is(""));
        assertThat(run.body().toString(), is("{\"private_link\":\"s3://bkt/a/7.pdf\"}"));
        var put = sent.getFirst();
        assertThat(put.method(), is("PUT"));
        assertThat(put.url(), is("https://bkt.s3.us-gov-west-1.amazonaws.com/a/7.pdf"));
        assertThat(
                put.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
                        .findFirst()
                        .orElseThrow()
                        .value(),
                is("application/pdf"));
        assertThat(text(put).replaceAll("\\s+", " "), is("Road <b> Zoë "));
    }

    @Test
    void addsLinksAndUsesTheStorageOfTheCall() {
        var run =
                run(
                        "GenerateArtifact",
                        """
                        "id": "7.pdf", "template": "permit.html", "data": "{}", "generate_links": true, "storage": "s3://other"
                        """);

        var links = run.body().asJsonObject();
        assertThat(links.getString("private_link"), is("s3://other/7.pdf"));
        assertThat(
                links.getString("presigned_link"),
                startsWith("https://other.s3.us-gov-west-1.amazonaws.com/7.pdf?"));
        assertThat(links.getString("presigned_link"), containsString("X-Amz-Expires=3600"));
    }

    @Test
    void appendsImages() throws IOException {
        run(
                "GenerateArtifact",
                "\"id\": \"7.pdf\", \"template\": \"permit.html\", \"data\": {\"projectTitle\": \"Road\", \"attachments\": [\"%s\", \"%s\"]}"
                        .formatted(PNG, PNG));

        try (var document = Loader.loadPDF(sent.getFirst().body().orElseThrow())) {
            assertThat(document.getNumberOfPages(), is(5));
        }
        assertThat(
                text(sent.getFirst()).replaceAll("\\s+", " "),
                is("Road Attachment #1 Attachment #2 "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "id": "a", "template": "permit.html", "data": {"attachments": ["data:application/pdf;base64,AAEC"]} | InvalidParameters
                    "id": "a", "template": "permit.html", "data": {"attachments": [7]}                 | InvalidParameters
                    "id": "a", "template": "permit.html", "data": {"attachments": ["data:image/png;name='><a;base64,AAEC"]} | InvalidParameters
                    "id": "a", "template": "permit.html", "data": [1]                                  | InvalidParameters
                    "id": "a", "template": "permit.html", "data": {"projectTitle": "a\\ud800"}         | InvalidParameters
                    "id": "a", "template": "none.html", "data": {}                                     | TemplateNotFound
                    "id": "a", "template": "../permit.html", "data": {}                                | InvalidParameters
                    "id": "", "template": "permit.html", "data": {}                                    | ParamValidationError
                    "id": "a", "template": "permit.html", "data": {}, "storage": "bkt"                 | InvalidParameters
                    "id": "a", "template": "permit.html", "data": {}, "storage": "s3://a/../b"         | ParamValidationError
                    """)
    void refusesOtherArgumentsBeforeAnythingIsStored(String arguments, String code) {
        assertThat(run("GenerateArtifact", arguments).code(), is(code));
        assertThat(sent, is(List.of()));
    }

    @Test
    void previewsTheHtml() {
        var run =
                run(
                        "GenerateHtmlPreview",
                        """
                        "id": "7", "template": "permit.html", "data": {"projectTitle": "<Röad>"}
                        """);

        var html = Base64.getDecoder().decode(run.body().asJsonObject().getString("previewData"));
        assertThat(
                new String(html, StandardCharsets.UTF_8),
                is("<html><body><h1>&lt;Röad&gt;</h1><p></body></html>"));
    }

    @Test
    void makesALinkToAnObjectThatIsThere() {
        var run = run("GetLinkToArtifact", "\"id\": \"7.pdf\"");

        assertThat(run.body().asJsonObject().getString("private_link"), is("s3://bkt/7.pdf"));
        assertThat(
                run.body().asJsonObject().getString("presigned_link"),
                startsWith("https://bkt.s3.us-gov-west-1.amazonaws.com/7.pdf?"));
        assertThat(sent.getFirst().method(), is("HEAD"));
    }

    @Test
    void reportsAnObjectThatIsNotThere() {
        status = 404;

        var run = run("GetLinkToArtifact", "\"id\": \"7.pdf\"");

        assertThat(run.code(), is("NoSuchKey"));
        assertThat(run.status(), is(400));
    }

    @Test
    void needsABucketAndARegion() {
        settings.remove("bucket");
        var bucket = run("GetLinkToArtifact", "\"id\": \"7.pdf\"");
        settings.put("bucket", "bkt");
        settings.remove("region");
        var region = run("GetLinkToArtifact", "\"id\": \"7.pdf\"");

        assertThat(bucket.code(), is("ConnectorNotConfigured"));
        assertThat(bucket.message(), containsString("connectors.artifacts.bucket"));
        assertThat(region.message(), is("connectors.artifacts.region is not set"));
    }

    private CommandRun run(String command, String arguments) {
        Egress egress =
                (request, _) -> {
                    sent.add(request);
                    return new HttpResponse(status, List.of(), new byte[0]);
                };
        try (var reader = Json.createReader(new StringReader("{" + arguments + "}"))) {
            return CommandRun.of(
                    new ArtifactsConnector(),
                    new ConnectorContext(egress, settings),
                    command,
                    reader.readObject());
        }
    }

    private static String text(HttpRequest put) throws IOException {
        try (var document = Loader.loadPDF(put.body().orElseThrow())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
