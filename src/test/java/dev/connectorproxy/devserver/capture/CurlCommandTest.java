package dev.connectorproxy.devserver.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.capture.CapturedExchange.SentRequest;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurlCommandTest {
    private static final String EVIL = "'; id #$(id)`id`\\\n\"$HOME*[1-2]{a,b}";

    @Test
    void aShellGivesCurlEveryWordAsItIs() throws Exception {
        var request =
                new SentRequest(
                        "GET" + EVIL,
                        "http://a.example/" + EVIL,
                        List.of(new Header("@X" + EVIL, EVIL), new Header("Empty", "")),
                        CapturedBody.of(("@" + EVIL).getBytes(UTF_8)));

        assertThat(
                words(command(request)),
                contains(
                        "--globoff",
                        "--request",
                        "GET" + EVIL,
                        "--url",
                        "http://a.example/" + EVIL,
                        "--header",
                        "X" + EVIL + ": " + EVIL,
                        "--header",
                        "Empty;",
                        "--data-raw",
                        "@" + EVIL));
    }

    @Test
    void aSecretWithAQuoteIsMaskedBeforeItIsQuoted() {
        var request =
                new SentRequest(
                        "GET", "http://a.example/?k=it's-secret", List.of(), CapturedBody.NONE);

        assertThat(
                new CurlCommand(request, SecretMask.of(List.of("it's-secret"))).text(),
                is("curl --globoff --request 'GET' --url 'http://a.example/?k=***'"));
    }

    @Test
    void aHeadRequestDoesNotWaitForABody() {
        var request = new SentRequest("HEAD", "http://a.example/", List.of(), CapturedBody.NONE);

        assertThat(command(request), is("curl --globoff --head --url 'http://a.example/'"));
    }

    @Test
    void bytesArePassedInBase64() {
        var request =
                new SentRequest(
                        "POST",
                        "http://a.example/",
                        List.of(),
                        CapturedBody.of(new byte[] {0, (byte) 0xff}));

        assertThat(
                command(request),
                is(
                        "printf %s 'AP8=' | base64 -d | curl --globoff --request 'POST'"
                                + " --url 'http://a.example/' --data-binary @-"));
    }

    private static String command(SentRequest request) {
        return new CurlCommand(request, SecretMask.of(List.of())).text();
    }

    /// The arguments that a shell passes to curl.
    private static List<String> words(String command) throws IOException, InterruptedException {
        var script = "curl() { printf '%s\\0' \"$@\"; }\n" + command;
        var shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        var output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor(), is(0));
        return List.of(output.split("\0"));
    }
}
