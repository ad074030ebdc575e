package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the workbench is served: the page, its files and their headers.
class WorkbenchPageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final int MAX_FIRST_VIEW = 60 * 1024;
    private static final Pattern REFERENCE =
            Pattern.compile("(?:import|from|href=|src=)\\s*['\"]([^'\"]+)['\"]");

    private final RunningDevServer server = new RunningDevServer(new FakeProvider());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void browsersGetThePageAndOthersTheListOfCalls() {
        var page = server.request("GET", "/", "", "Accept", BROWSER);
        var text = server.request("GET", "/", "", "Accept", "*/*");

        assertThat(page.body(), startsWith("<!doctype html>"));
        assertThat(header(page, "Content-Type"), is("text/html; charset=utf-8"));
        assertThat(header(page, "Vary"), containsString("Accept"));
        assertThat(text.body(), containsString("GET    /providers"));
        assertThat(header(text, "Vary"), is("Accept"));
        assertThat(server.get("/").body(), is(text.body()));
    }

    @Test
    void thePageHasAStrictPolicyThatFitsItsImportMap() {
        var page = server.request("GET", "/", "", "Accept", BROWSER);

        var policy = header(page, "Content-Security-Policy");

        assertThat(policy, startsWith("default-src 'self'; script-src 'self' 'sha256-"));
        assertThat(policy, containsString("frame-ancestors 'none'"));
        assertThat(policy, not(containsString("unsafe")));
        assertThat(header(page, "X-Content-Type-Options"), is("nosniff"));
        assertThat(page.body(), not(containsString("style=")));
        assertThat(page.body(), not(containsString("http://")));
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() {
        var first = server.get("/workbench/workbench.css");
        var etag = header(first, "ETag");

        var again =
                server.request("GET", "/workbench/workbench.css", "", "If-None-Match", "W/" + etag);
        var other =
                server.request("GET", "/workbench/workbench.css", "", "If-None-Match", "\"other\"");

        assertThat(again.status(), is(304));
        assertThat(again.body(), is(""));
        assertThat(header(again, "ETag"), is(etag));
        assertThat(header(first, "Cache-Control"), is("no-cache"));
        assertThat(other.status(), is(200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip              | true",
                "br, gzip;q=0.5    | true",
                "gzip; q=0         | false",
                "gzip;q=0.000      | false",
                "x-gzip            | false",
                "identity          | false"
            })
    void itIsCompressedForThoseWhoTakeThat(String accepted, boolean compressed) throws Exception {
        var plain = server.get("/workbench/workbench.css").body();

        var response = file("/workbench/workbench.css", accepted);

        assertThat(response.headers().firstValue("Content-Encoding").isPresent(), is(compressed));
        var body = compressed ? unzipped(response.body()) : response.body();
        assertThat(new String(body, StandardCharsets.UTF_8), is(plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/workbench/nothing.js",
                "/workbench/../web/dev-server.txt",
                "/workbench/%2e%2e/dev-server.txt",
                "/workbench/..%2fdev-server.txt",
                "/workbench/lib/lit/..%2f..%2f..%2fMANIFEST.MF"
            })
    void noOtherFileIsSent(String path) {
        assertThat(server.get(path).status(), is(404));
    }

    @Test
    void thePageAndItsFilesNeedNoKeyButTheCallsDo() {
        try (var locked = new RunningDevServer(new FakeProvider(), "api-key=k3y")) {
            assertThat(locked.request("GET", "/", "", "Accept", BROWSER).status(), is(200));
            assertThat(locked.get("/workbench/workbench.css").status(), is(200));
            assertThat(locked.get("/workbench/../examples").status(), is(401));
            assertThat(locked.get("/examples").status(), is(401));
        }
    }

    /// Follows the static imports of the page, which is what a browser loads before it shows anything.
    @Test
    void theFirstViewIsSmall() throws Exception {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        open.add("/");
        int bytes = 0;
        while (!open.isEmpty()) {
            var path = open.remove();
            if (!seen.add(path)) {
                continue;
            }
            var response = file(path, "gzip");
            assertThat(path, response.statusCode(), is(200));
            bytes += response.body().length;
            var text = new String(unzipped(response.body()), StandardCharsets.UTF_8);
            REFERENCE
                    .matcher(text)
                    .results()
                    .map(found -> resolve(path, found.group(1)))
                    .filter(file -> file.matches(".*\\.(js|css|svg)"))
                    .forEach(open::add);
        }

        assertThat(seen.toString(), seen.size(), greaterThan(8));
        assertThat(bytes, lessThan(MAX_FIRST_VIEW));
        System.out.println("first view: " + seen.size() + " files, " + bytes + " bytes gzipped");
    }

    private static String resolve(String base, String reference) {
        var name =
                switch (reference) {
                    case "lit" -> "/workbench/lib/lit/index.js";
                    case "lit-html" -> "/workbench/lib/lit-html/lit-html.js";
                    case "@lit/reactive-element" ->
                            "/workbench/lib/lit__reactive-element/reactive-element.js";
                    default ->
                            reference.startsWith("lit-")
                                    ? "/workbench/lib/" + reference
                                    : reference;
                };
        return URI.create(base).resolve(name).getPath();
    }

    private HttpResponse<byte[]> file(String path, String acceptEncoding)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.port() + path);
        var request =
                HttpRequest.newBuilder(uri)
                        .header("Accept", BROWSER)
                        .header("Accept-Encoding", acceptEncoding)
                        .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static byte[] unzipped(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static String header(Response response, String name) {
        return response.httpResponse().headers().firstValue(name).orElse("");
    }
}
