package dev.connectorproxy.connector.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest.Header;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFilesTest {
    private static final String OBJECT = "{\"bucket\":\"bkt\",\"object_name\":\"in/é b.txt\"%s}";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                          | data:text/plain;name=%C3%A9%20b.txt;base64,aMOp
                    "response_format":"base64"  | aMOp
                    "response_format":"TEXT"    | hé
                    """)
    void downloadsAnObject(String parameter, String content) {
        var aws =
                new FakeAws(
                        FakeAws.response(
                                200,
                                "hé",
                                new Header("Content-Type", "text/plain;charset=utf-8"),
                                new Header("ETag", "\"e1\""),
                                new Header("Last-Modified", "Sun, 01 Mar 2026 09:00:00 GMT")));

        var file =
                run(
                        aws,
                        "DownloadFileData",
                        OBJECT.formatted(parameter.isEmpty() ? "" : "," + parameter));

        assertThat(file.getString("file_data"), is(content));
        assertThat(file.getString("content_type"), is("text/plain;charset=utf-8"));
        assertThat(file.getInt("size"), is(3));
        assertThat(file.getString("etag"), is("\"e1\""));
        assertThat(file.getString("last_modified"), is("2026-03-01T09:00:00Z"));
        assertThat(aws.sent().getFirst().method(), is("GET"));
        assertThat(
                aws.sent().getFirst().url(), is("http://aws.test:4566/base/bkt/in/%C3%A9%20b.txt"));
    }

    @Test
    void keepsASlashAtTheEndOfAKey() {
        var aws = new FakeAws(FakeAws.response(200, ""));

        var folder = run(aws, "DownloadFileData", "{\"bucket\":\"bkt\",\"object_name\":\"in/\"}");

        assertThat(
                folder.getString("file_data"),
                is("data:application/octet-stream;name=file;base64,"));
        assertThat(aws.sent().getFirst().url(), is("http://aws.test:4566/base/bkt/in/"));
    }

    @Test
    void reportsAnObjectThatIsNotThere() {
        var aws =
                new FakeAws(
                        FakeAws.response(
                                404,
                                "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>"));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> aws.run("DownloadFileData", OBJECT.formatted("")));

        assertThat(failure.code(), is("NoSuchKey"));
        assertThat(failure.httpStatus(), is(400));
    }

    @Test
    void listsAllPagesUpToTheLimit() {
        var aws =
                new FakeAws(
                        FakeAws.response(200, page("a+b,c", "t/2")),
                        FakeAws.response(200, page("d", "t3")));

        var list =
                run(
                        aws,
                        "ListFiles",
                        "{\"bucket\":\"bkt\",\"prefix\":\"x y\",\"delimiter\":\"/\",\"limit\":4}");

        assertThat(
                list.getJsonArray("files").stream()
                        .map(file -> file.asJsonObject().getString("object_name"))
                        .toList()
                        .toString(),
                is("[a+b, c, d]"));
        assertThat(list.getJsonArray("folders").toString(), is("[\"f/\",\"f/\"]"));
        assertThat(list.getString("continuation_token"), is("t3"));
        assertThat(aws.sent().get(0).url(), containsString("prefix=x%20y"));
        assertThat(aws.sent().get(0).url(), containsString("max-keys=4"));
        assertThat(aws.sent().get(1).url(), containsString("continuation-token=t%2F2"));
        assertThat(aws.sent().get(1).url(), containsString("max-keys=1"));
        assertThat(aws.sent().size(), is(2));
    }

    @Test
    void listsAnEmptyBucket() {
        var aws =
                new FakeAws(
                        FakeAws.response(
                                200,
                                "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));

        var list = run(aws, "ListFiles", "{\"bucket\":\"bkt\"}");

        assertThat(list.toString(), is("{\"files\":[],\"folders\":[]}"));
    }

    @Test
    void signsALinkForTheAddressThatBrowsersKnowWithoutASingleRequest() {
        var aws = new FakeAws().with("public-endpoint", "https://files.example.com");

        var link =
                run(
                        aws,
                        "CreateFileLink",
                        OBJECT.formatted(",\"expires_in\":60,\"filename\":\"ü.txt\""));

        assertThat(
                link.getString("url"),
                startsWith("https://files.example.com/bkt/in/%C3%A9%20b.txt?"));
        assertThat(link.getString("url"), containsString("X-Amz-Expires=60"));
        assertThat(
                link.getString("url"),
                containsString(
                        "response-content-disposition=attachment%3B%20filename%2A%3DUTF-8%27%27%25C3%25BC.txt"));
        assertThat(link.getString("url"), not(containsString("test-secret")));
        assertThat(link.getInt("expires_in"), is(60));
        assertThat(aws.sent().size(), is(0));
    }

    @Test
    void signsNoLinkForAHostThatItCannotHave() {
        var aws = new FakeAws().with("endpoint", "http://stack_minio:9000");

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> aws.run("CreateFileLink", OBJECT.formatted("")));

        assertThat(failure.code(), is("ConnectorNotConfigured"));
        assertThat(failure.getMessage(), startsWith("connectors.aws.public-endpoint is not set"));
    }

    @Test
    void addressesABucketOfAwsByItsName() {
        var aws = new FakeAws().with("endpoint", "");

        var link = run(aws, "CreateFileLink", OBJECT.formatted(""));

        assertThat(
                link.getString("url"), startsWith("https://bkt.s3.eu-central-1.amazonaws.com/in/"));
        assertThat(link.getInt("expires_in"), is(3600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "604801", "1.5"})
    void refusesALifetimeThatS3DoesNotSign(String seconds) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                new FakeAws()
                                        .run(
                                                "CreateFileLink",
                                                OBJECT.formatted(",\"expires_in\":" + seconds)));

        assertThat(failure.code(), is("InvalidParameters"));
    }

    @Test
    void shortensALinkToWhatTheOperatorAllows() {
        var aws = new FakeAws().with("max-link-lifetime", "PT5M");

        assertThat(run(aws, "CreateFileLink", OBJECT.formatted("")).getInt("expires_in"), is(300));
    }

    private static String page(String keys, String next) {
        var page = new StringBuilder("<ListBucketResult><IsTruncated>true</IsTruncated>");
        for (var key : keys.split(",")) {
            page.append("<Contents><Key>%s</Key><Size>1</Size></Contents>".formatted(key));
        }
        return page.append("<CommonPrefixes><Prefix>f/</Prefix></CommonPrefixes>")
                .append("<NextContinuationToken>%s</NextContinuationToken>".formatted(next))
                .append("</ListBucketResult>")
                .toString();
    }

    private static JsonObject run(FakeAws aws, String command, String arguments) {
        var body = aws.runUnwrapped(command, arguments);
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }
}
