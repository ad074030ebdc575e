package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// AWS in a process of its own: which classes it loads, and the credentials, which the SDK reads from environment and
/// home directory.
@Timeout(120)
class AwsProcessTest {
    private static final String SDK = "software.amazon.awssdk";
    private static final String SCAN = "{\"table_name\":\"table1\"}";
    private static final Pattern LISTENING =
            Pattern.compile(".*listening on (http://127.0.0.1:\\d+).*");

    @TempDir private Path folder;

    @Test
    void noClassOfTheSdkIsLoadedBeforeTheFirstCall() throws Exception {
        var loaded = folder.resolve("loaded.txt");
        try (var proxy =
                start(
                        Map.of(
                                "AWS_ACCESS_KEY_ID", "AKIATEST",
                                "AWS_SECRET_ACCESS_KEY", "test-secret",
                                "AWS_REGION", "eu-central-1",
                                "AWS_ENDPOINT_URL", "http://127.0.0.1:2024"),
                        "-Xlog:class+load:file=" + loaded)) {
            proxy.run("example/Example", "{\"message\":\"hi\"}");
            var before = Files.readString(loaded);
            assertThat(before, containsString("dev.connectorproxy.connector.aws.AddDynamoItem"));
            assertThat(before.contains(SDK), is(false));

            var refused = proxy.run("aws/ScanDynamoTable", SCAN);

            assertThat(refused, containsString("EgressBlocked"));
            assertThat(Files.readString(loaded), containsString(SDK));
        }
    }

    @Test
    void withoutAnySourceOfCredentialsTheConnectorIsNotConfigured() throws Exception {
        try (var proxy = start(Map.of("AWS_REGION", "eu-central-1"))) {
            var response = proxy.run("aws/ScanDynamoTable", SCAN);

            assertThat(response, containsString("\"error_code\":\"ConnectorNotConfigured\""));
            assertThat(response, containsString("\"http_status\":400"));
        }
    }

    @Test
    void aProfileHasCredentials() throws Exception {
        Files.createDirectory(folder.resolve(".aws"));
        Files.writeString(
                folder.resolve(".aws/credentials"),
                "[default]\naws_access_key_id=AKIAPROFILE\naws_secret_access_key=s\n");
        try (var upstream = new RecordingUpstream(AwsProcessTest::respond);
                var proxy = start(Map.of("AWS_REGION", "eu-central-1"), allowing(upstream))) {
            proxy.run("aws/ScanDynamoTable", SCAN);

            assertThat(
                    upstream.requests().getFirst().headers().get("Authorization").getFirst(),
                    containsString("Credential=AKIAPROFILE/"));
        }
    }

    @Test
    void aWebIdentityIsExchangedOnceThroughTheEgress() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "the.web.token");
        try (var upstream = new RecordingUpstream(AwsProcessTest::respond);
                var proxy = start(webIdentity(upstream, token), allowing(upstream))) {
            proxy.run("aws/ScanDynamoTable", SCAN);
            var response = proxy.run("aws/ScanDynamoTable", SCAN);

            assertThat(response, is("{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"));
            assertThat(upstream.requests(), hasSize(3));
            assertThat(
                    upstream.requests().getFirst().body(),
                    startsWith("Action=AssumeRoleWithWebIdentity"));
            assertThat(
                    upstream.requests().getLast().headers().get("X-amz-security-token"),
                    is(List.of("sts-session")));
        }
    }

    @Test
    void aFailingSourceIsRetriable() throws Exception {
        try (var upstream = new RecordingUpstream(AwsProcessTest::respond);
                var proxy =
                        start(
                                webIdentity(upstream, folder.resolve("missing")),
                                allowing(upstream))) {
            var response = proxy.run("aws/ScanDynamoTable", SCAN);

            assertThat(response, containsString("\"error_code\":\"CredentialRetrievalError\""));
            assertThat(response, containsString("\"http_status\":503"));
            assertThat(upstream.requests(), hasSize(0));
        }
    }

    private static void respond(HttpExchange exchange) throws IOException {
        boolean dynamo = exchange.getRequestHeaders().containsKey("X-Amz-Target");
        RecordingUpstream.send(
                exchange,
                200,
                dynamo ? "application/x-amz-json-1.0" : "text/xml",
                dynamo
                        ? "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"
                        : """
                        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
                        <Credentials><AccessKeyId>ASIASTS</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                        <SessionToken>sts-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
                        <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>
                        </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                        """);
    }

    private static Map<String, String> webIdentity(RecordingUpstream sts, Path token) {
        return Map.of(
                "AWS_REGION",
                "eu-central-1",
                "AWS_ROLE_ARN",
                "arn:aws:iam::123456789012:role/r",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                token.toString(),
                "AWS_ENDPOINT_URL_STS",
                sts.url());
    }

    private static String[] allowing(RecordingUpstream upstream) {
        return new String[] {
            "-Degress.allow=127.0.0.0/8", "-Dconnectors.aws.endpoint=" + upstream.url()
        };
    }

    private Running start(Map<String, String> environment, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Duser.home=" + folder, "-Dserver.port=0"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("AWS_") || name.startsWith("CONNECTOR_PROXY_"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("CONNECTOR_DEV_ADDR", "127.0.0.1:0");
        builder.environment().putAll(environment);
        return new Running(builder.start());
    }

    /// The program as a process, listening.
    private static final class Running implements AutoCloseable {
        private final Process process;
        private final String url;

        Running(Process process) throws IOException {
            this.process = process;
            this.url = listening(process);
        }

        String run(String command, String body) throws IOException, InterruptedException {
            var request =
                    HttpRequest.newBuilder(URI.create(url + "/v1/do/" + command))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            try (var client = HttpClient.newHttpClient()) {
                return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }

        private static String listening(Process process) throws IOException {
            var out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                var matcher = LISTENING.matcher(line);
                if (matcher.matches()) {
                    return matcher.group(1);
                }
            }
            throw new IOException("the proxy did not start");
        }
    }
}
