package dev.connectorproxy.connector.document;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.connector.CommandRun;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderPdfTest {
    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    @TempDir private Path directory;

    @Test
    void makesAPdfOfATemplateAndData() throws IOException {
        var run =
                PdfRun.ofHtml(
                        "<title>Order</title><h1>Order {{number}}</h1><p>unclosed<br>for {{who.name}}<ul>{{#items}}<li>{{name}}: {{price}}{{/items}}</ul>",
                        """
                        {"number": 7, "who": {"name": "Zoë & <b>Co</b> \\"x\\""}, "items": [{"name": "tea", "price": 1.50}, {"name": "nuts", "price": 12.345}]}
                        """,
                        Map.of());

        assertThat(
                PdfRun.text(run).replaceAll("\\s+", " "),
                is("Order 7 unclosed for Zoë & <b>Co</b> \"x\" tea: 1.50 nuts: 12.345"));
        var body = run.body().asJsonObject();
        assertThat(
                body.getString("file_data"),
                startsWith("data:application/pdf;name=document.pdf;base64,JVBERi"));
        assertThat(body.getInt("pages"), is(1));
        try (var document = PdfRun.open(run)) {
            assertThat(document.getDocumentInformation().getTitle(), is("Order"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {{#yes}}a{{/yes}}{{^yes}}b{{/yes}}             | a
                    {{#no}}a{{/no}}{{^no}}b{{/no}}                 | b
                    {{^none}}empty{{/none}}                        | empty
                    {{^text}}a{{/text}}{{^blank}}b{{/blank}}       | b
                    -{{missing}}-{{missing.deep}}-{{nothing}}-     | ----
                    {{#list}}{{.}};{{/list}}                       | 1;2;
                    {{list.0}} {{#list}}{{-index}}{{/list}}        | 1 12
                    {{{html}}} {{&html}} {{html}}                  | <i>x</i> <i>x</i> <i>x</i>
                    -{{text.class}}{{text.length}}{{list.size}}-   | --
                    <i title="{{quoted}}">a</i>                    | a
                    """)
    void fillsInTheTemplate(String template, String text) throws IOException {
        var run =
                PdfRun.ofHtml(
                        template,
                        """
                        {"yes": true, "no": false, "none": [], "text": "t", "blank": "", "nothing": null, "list": [1, 2],
                         "html": "<i>x</i>", "quoted": "\\"><script>"}
                        """,
                        Map.of());

        assertThat(PdfRun.text(run), is(text));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {{#a}}x        | Section missing close tag 'a' @ line 1
                    {{/a}}         | Section close tag with no open tag 'a' @ line 1
                    {{>header}}    | a template cannot include another one
                    {{}}           | the template has an invalid tag
                    {{..}}         | the template has an invalid tag
                    {{= =}}        | Invalid delimiter configuration
                    """)
    void saysWhatIsWrongWithATemplate(String template, String message) {
        var run = PdfRun.ofHtml(template);

        assertThat(run.code(), is("TemplateError"));
        assertThat(run.status(), is(400));
        assertThat(run.message(), containsString(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='http://169.254.169.254/latest'>",
                "<img src='file:///etc/passwd'>",
                "<img src='/etc/passwd'>",
                "<img src='logo.png'>",
                "<img src='classpath:/application.yaml'>",
                "<link rel=stylesheet href='https://x.example/a.css'>",
                "<link rel=stylesheet href='data:text/css,p{}'>",
                "<style>@import url(http://x.example/a);</style>",
                "<style>@font-face {font-family: x; src: url(file:///x.ttf)} p {font-family: x}</style><p>a",
                "<p style='background-image: url(http://x.example/a.png)'>a",
                "<p style='content: url(http://x.example/a.png)'>a<ul style='list-style-image: url(http://x.example/a.png)'><li>b",
                "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
                "<img src='data:image/png;base64,AAAA'>",
                "<img src='data:image/png,AAAA'>"
            })
    void refusesEverythingThatIsNotInTheTemplate(String html) {
        var run = PdfRun.ofHtml(html);

        assertThat(run.code(), is("DocumentResourceRefused"));
        assertThat(run.status(), is(400));
    }

    @Test
    void showsImagesInDataUrls() throws IOException {
        var run =
                PdfRun.ofHtml(
                        "<img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='>");

        try (var document = PdfRun.open(run)) {
            var names = new ArrayList<>();
            document.getPage(0).getResources().getXObjectNames().forEach(names::add);
            assertThat(names.size(), is(1));
        }
    }

    @Test
    void saysHowToGetTheContentOfAnImageThatIsOnlyADigest() {
        var digest = "spifffiledatadigest+" + "0123456789abcdef".repeat(4);

        var run = PdfRun.ofHtml("<img src='data:image/png;name=a.png;base64," + digest + "'>");

        assertThat(run.code(), is("InvalidParameters"));
        assertThat(run.message(), containsString("get_encoded_file_data("));
    }

    @Test
    void keepsLinksToPagesAndNothingThatRuns() throws IOException {
        var run =
                PdfRun.ofHtml(
                        "<a href='javascript:x()'>a</a> <a href='https://x.example/' onclick='x()'>b</a> <a href='file:///etc/passwd'>c</a> <a href='data:text/html,x' download='x' >d</a><script>x()</script><p onclick='x()'>e");

        try (var document = PdfRun.open(run)) {
            var targets = new ArrayList<String>();
            for (var annotation : document.getPage(0).getAnnotations()) {
                targets.add(((PDActionURI) ((PDAnnotationLink) annotation).getAction()).getURI());
            }
            assertThat(targets, is(List.of("https://x.example/")));
            assertThat(document.getDocumentCatalog().getNames() == null, is(true));
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"ü € ñ “x”, ''", "ł, U+0142", "₽, U+20BD", "漢 ł 漢, 'U+0142, U+6F22'"})
    void saysWhichCharactersTheBuiltInFontsLack(String text, String missing) throws IOException {
        var run = PdfRun.ofHtml("<p>" + text);

        if (missing.isEmpty()) {
            assertThat(PdfRun.text(run), is(text));
        } else {
            assertThat(run.code(), is("DocumentFontMissing"));
            assertThat(run.status(), is(422));
            assertThat(run.message(), startsWith("no font has the characters " + missing + ";"));
        }
    }

    @Test
    void takesCharactersFromTheFontsOfTheOperator() throws IOException {
        var run =
                PdfRun.ofHtml(
                        "<p>Łódź Ω ü</p><p style='font-family: Liberation Sans'>Gdańsk</p>",
                        "",
                        fonts());

        assertThat(PdfRun.text(run).replaceAll("\\s+", " "), is("Łódź Ω ü Gdańsk"));
        assertThat(PdfRun.ofHtml("<p>漢", "", fonts()).code(), is("DocumentFontMissing"));
    }

    @Test
    void namesAFontThatCannotBeRead() throws IOException {
        Files.writeString(directory.resolve("broken.ttf"), "no font");

        var run = PdfRun.ofHtml("a", "", Map.of("fonts-directory", directory.toString()));

        assertThat(run.code(), is("ConnectorNotConfigured"));
        assertThat(run.message(), containsString("broken.ttf"));
    }

    @Test
    void readsATemplateOfTheDirectory() throws IOException {
        Files.writeString(directory.resolve("order.html"), "<p>Ordér {{n}}");

        var run = named("order.html", Map.of());

        assertThat(PdfRun.text(run), is("Ordér 7"));
        assertThat(
                run.body().asJsonObject().getString("file_data"),
                startsWith("data:application/pdf;name=a%20b.pdf;base64,"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "none.html, TemplateNotFound",
        "../secret.html, InvalidParameters",
        "/etc/passwd, InvalidParameters",
        "latin1.html, TemplateError",
        "large.html, RequestTooLarge"
    })
    void refusesOtherTemplates(String name, String code) throws IOException {
        Files.write(directory.resolve("latin1.html"), new byte[] {(byte) 0xE9});
        Files.writeString(directory.resolve("large.html"), "a".repeat(2_000));

        var run = named(name, Map.of("html-bytes", "1 KiB"));

        assertThat(run.code(), is(code));
        assertThat(run.message(), not(containsString(directory.toString())));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                              | InvalidParameters
                    {"template_html": " "}                          | InvalidParameters
                    {"template_html": "a", "template": "b"}         | InvalidParameters
                    {"template": "b"}                               | ConnectorNotConfigured
                    {"template_html": "a", "data": [1]}             | InvalidParameters
                    {"template_html": "a", "data": "x"}             | InvalidParameters
                    {"template_html": "a", "filename": "a\\nb"}     | InvalidParameters
                    {"template_html": "a\\udc00"}                  | InvalidParameters
                    {"template_html": "a", "data": {"b": ["\\ud800"]}} | InvalidParameters
                    {"template_html": "a", "data": "{\\"a\\": 1}"}  | ''
                    {"template_html": "a", "data": ""}              | ''
                    """)
    void checksItsArguments(String arguments, String code) {
        assertThat(PdfRun.of(PdfRun.parse(arguments), Map.of()).code(), is(code));
    }

    private Map<String, String> fonts() throws IOException {
        var fonts = Files.createDirectories(directory.resolve("fonts"));
        try (var font = FontMappers.class.getResourceAsStream(FONT)) {
            Files.write(fonts.resolve("a.TTF"), font.readAllBytes());
        }
        Files.writeString(fonts.resolve("README"), "no font");
        return Map.of("fonts-directory", fonts.toString());
    }

    private CommandRun named(String name, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("templates-directory", directory.toString());
        return PdfRun.of(
                Json.createObjectBuilder()
                        .add("template", name)
                        .add("data", Json.createObjectBuilder().add("n", 7))
                        .add("filename", "a b.pdf")
                        .build(),
                settings);
    }

    @Test
    void aLongParagraphKeepsAllItsWords() throws IOException {
        var words =
                IntStream.range(0, 9_000)
                        .mapToObj("w%d"::formatted)
                        .collect(Collectors.joining(" "));

        var text = PdfRun.text(PdfRun.ofHtml("<p>" + words));

        assertThat(text.replaceAll("\\s+", " "), is(words));
    }
}
