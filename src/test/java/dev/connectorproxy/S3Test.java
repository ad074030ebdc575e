package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Uploads, from the caller's request to a real S3 server that checks signatures.
@Timeout(120)
@ServerMetricsLock
class S3Test {
    @TempDir private static Path folder;

    private static ServerProcess s3;
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(folder.resolve("buckets/bkt"));
        s3 = ServerProcess.s3(folder.resolve("buckets"));
        proxy = new RunningProxy(settings("test-secret"));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        s3.close();
    }

    @Test
    void aFileArrivesByteForByte() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);

        var response = proxy.run("aws/UploadFileData", upload("bkt", "a b+c/ü.bin", content));

        assertThat(response.body(), is("{\"result\":\"success\"}"));
        assertThat(
                Files.mismatch(
                        folder.resolve("buckets/bkt/a b+c/ü.bin"),
                        Files.write(folder.resolve("expected"), content)),
                is(-1L));
    }

    @Test
    void anEmptyFileArrives() throws IOException {
        proxy.run("aws/UploadFileData", upload("bkt", "empty", new byte[0]));

        assertThat(Files.size(folder.resolve("buckets/bkt/empty")), is(0L));
    }

    @Test
    void anErrorOfS3IsReported() throws IOException {
        var nowhere = proxy.run("aws/UploadFileData", upload("nowhere", "k", new byte[1]));

        assertThat(nowhere.status(), is(200));
        assertThat(nowhere.errorCode(), is("NoSuchBucket"));
        assertThat(nowhere.commandResponse().getInt("http_status"), is(400));
        try (var stranger = new RunningProxy(settings("wrong-secret"))) {
            var refused = stranger.run("aws/UploadFileData", upload("bkt", "k", new byte[1]));

            assertThat(refused.errorCode(), is("SignatureDoesNotMatch"));
            assertThat(refused.commandResponse().getInt("http_status"), is(400));
        }
    }

    @Test
    void aStoredFileIsDownloadedListedAndLinked() throws Exception {
        byte[] content = "1; tea\n".getBytes(StandardCharsets.UTF_8);
        proxy.run("aws/UploadFileData", upload("bkt", "list/a+b é/1.csv", content));
        proxy.run("aws/UploadFileData", upload("bkt", "list/2.csv", content));

        var file = proxy.run("aws/DownloadFileData", object("list/a+b é/1.csv")).json();
        var none = proxy.run("aws/DownloadFileData", object("none"));
        var all = list("{\"bucket\":\"bkt\",\"prefix\":\"list/\"}");
        var first = list("{\"bucket\":\"bkt\",\"prefix\":\"list/\",\"limit\":1}");
        var level = list("{\"bucket\":\"bkt\",\"prefix\":\"list/\",\"delimiter\":\"/\"}");
        var link = proxy.run("aws/CreateFileLink", object("list/a+b é/1.csv")).json();

        assertThat(file.getString("file_data"), is("data:a/b;name=1.csv;base64,MTsgdGVhCg=="));
        assertThat(none.errorCode(), is("NoSuchKey"));
        assertThat(names(all), is("[list/2.csv, list/a+b é/1.csv]"));
        assertThat(names(first), is("[list/2.csv]"));
        var rest =
                list(
                        "{\"bucket\":\"bkt\",\"prefix\":\"list/\",\"continuation_token\":\"%s\"}"
                                .formatted(first.getString("continuation_token")));
        assertThat(names(rest), is("[list/a+b é/1.csv]"));
        assertThat(names(level), is("[list/2.csv]"));
        assertThat(level.getJsonArray("folders").toString(), is("[\"list/a+b é/\"]"));
        var downloaded =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(link.getString("url"))).build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(downloaded.statusCode(), is(200));
        assertThat(downloaded.body(), is(content));
    }

    private static JsonObject list(String arguments) {
        return proxy.run("aws/ListFiles", arguments).json();
    }

    private static String names(JsonObject list) {
        return list.getJsonArray("files").stream()
                .map(file -> file.asJsonObject().getString("object_name"))
                .toList()
                .toString();
    }

    private static String object(String key) {
        return "{\"bucket\":\"bkt\",\"object_name\":\"%s\"}".formatted(key);
    }

    private static String settings(String secret) {
        return "connectors: {aws: {access-key-id: AKIATEST, secret-access-key: %s, region: us-east-1, endpoint: '%s'}}"
                .formatted(secret, s3.url());
    }

    private static String upload(String bucket, String key, byte[] content) {
        return "{\"bucket\":\"%s\",\"object_name\":\"%s\",\"file_data\":\"data:a/b;name=f;base64,%s\"}"
                .formatted(bucket, key, Base64.getEncoder().encodeToString(content));
    }
}
