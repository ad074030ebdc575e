package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
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

    private static String settings(String secret) {
        return "connectors: {aws: {access-key-id: AKIATEST, secret-access-key: %s, region: us-east-1, endpoint: '%s'}}"
                .formatted(secret, s3.url());
    }

    private static String upload(String bucket, String key, byte[] content) {
        return "{\"bucket\":\"%s\",\"object_name\":\"%s\",\"file_data\":\"data:a/b;name=f;base64,%s\"}"
                .formatted(bucket, key, Base64.getEncoder().encodeToString(content));
    }
}
