package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A proxy that never calls AWS does not pay for its SDK.
@Timeout(120)
class LazyAwsTest {
    private static final String SDK = "software.amazon.awssdk";
    private static final Pattern LISTENING =
            Pattern.compile(".*listening on (http://127.0.0.1:\\d+).*");

    @TempDir private Path folder;

    @Test
    void noClassOfTheSdkIsLoadedBeforeTheFirstCall() throws Exception {
        var loaded = folder.resolve("loaded.txt");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load:file=" + loaded,
                                "-XX:+UseSerialGC",
                                "-Dserver.port=0",
                                "-Dconnectors.aws.access-key-id=AKIATEST",
                                "-Dconnectors.aws.secret-access-key=test-secret",
                                "-Dconnectors.aws.region=eu-central-1",
                                "-Dconnectors.aws.endpoint=http://127.0.0.1:9",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var url = listening(out);
            post(url + "/v1/do/example/Example", "{\"message\":\"hi\"}");
            var before = Files.readString(loaded, StandardCharsets.UTF_8);
            assertThat(before, containsString("dev.connectorproxy.connector.aws.AddDynamoItem"));
            assertThat(before.contains(SDK), is(false));

            var refused = post(url + "/v1/do/aws/ScanDynamoTable", "{\"table_name\":\"table1\"}");

            assertThat(refused, containsString("EgressBlocked"));
            assertThat(Files.readString(loaded, StandardCharsets.UTF_8), containsString(SDK));
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static String listening(BufferedReader out) throws Exception {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var matcher = LISTENING.matcher(line);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("the proxy did not start");
    }

    private static String post(String url, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
