package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.connector.aws.FakeAws.failure;
import static dev.connectorproxy.connector.aws.FakeAws.json;
import static dev.connectorproxy.connector.aws.FakeAws.response;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands with scripted AWS responses.
class AwsCommandTest {
    private static final String ADD = "{\"table_name\":\"table1\",\"item_data\":{\"pk\":\"p\"}}";
    private static final String UPLOAD =
            "{\"file_data\":\"data:text/plain;name=a.txt;base64,aGVsbG8=\",\"bucket\":\"bkt\",\"object_name\":\"d/ü b.txt\"}";

    @Test
    void signsADynamoDbRequestThatLooksLikeThatOfBoto3() throws Exception {
        var aws = new FakeAws(json(200, "{}"));

        var body = aws.runUnwrapped("AddDynamoItem", ADD);

        var sent = aws.sent().getFirst();
        assertThat(body, is("{}"));
        assertThat(sent.method() + " " + sent.url(), is("POST http://aws.test:4566/base"));
        assertThat(
                aws.bodies(),
                contains("{\"TableName\":\"table1\",\"Item\":{\"pk\":{\"S\":\"p\"}}}"));
        assertThat(SignatureCheck.header(sent, "X-Amz-Target"), is("DynamoDB_20120810.PutItem"));
        assertThat(
                SignatureCheck.header(sent, "Authorization"),
                containsString("/eu-central-1/dynamodb/aws4_request"));
        assertThat(SignatureCheck.passes(sent, "test-secret"), is(true));
        assertThat(SignatureCheck.passes(sent, "other-secret"), is(false));
    }

    /// Engines insert secrets as texts.
    @Test
    void takesAnItemThatIsJsonText() {
        var aws = new FakeAws(json(200, "{}"));

        aws.run(
                "AddDynamoItem",
                "{\"table_name\":\"table1\",\"item_data\":\"{\\\"pk\\\":\\\"p\\\"}\"}");

        assertThat(
                aws.bodies(),
                contains("{\"TableName\":\"table1\",\"Item\":{\"pk\":{\"S\":\"p\"}}}"));
    }

    @Test
    void signsTheWholeUploadAndAddressesTheBucketByPathWithoutTrailer() throws Exception {
        var aws = new FakeAws(response(200, ""));

        var body = aws.runUnwrapped("UploadFileData", UPLOAD.replace("text/plain", ""));

        var sent = aws.sent().getFirst();
        assertThat(body, is("{\"result\":\"success\"}"));
        assertThat(
                sent.method() + " " + sent.url(),
                is("PUT http://aws.test:4566/base/bkt/d/%C3%BC%20b.txt"));
        assertThat(aws.bodies(), contains("hello"));
        assertThat(SignatureCheck.passes(sent, "test-secret"), is(true));
        assertThat(
                sent.headers().stream().map(it -> it.name().toLowerCase()).toList(),
                everyItem(
                        not(
                                oneOf(
                                        "content-type",
                                        "expect",
                                        "transfer-encoding",
                                        "x-amz-trailer",
                                        "x-amz-sdk-checksum-algorithm",
                                        "x-amz-decoded-content-length"))));
    }

    @Test
    void callsAwsItselfWithoutAnEndpoint() {
        var aws = new FakeAws(json(200, "{}")).with("endpoint", "");

        aws.run("AddDynamoItem", ADD);
        aws.run("UploadFileData", UPLOAD);

        assertThat(
                aws.sent().stream().map(it -> it.url()).toList(),
                contains(
                        "https://dynamodb.eu-central-1.amazonaws.com/",
                        "https://bkt.s3.eu-central-1.amazonaws.com/d/%C3%BC%20b.txt"));
    }

    /// Docker Swarm names services `<stack>_<service>`.
    @ParameterizedTest
    @CsvSource({
        "http://stack_minio:9000, http://stack_minio:9000",
        "http://stack_minio, http://stack_minio",
        "http://Files_a.example.com:8443/base/, http://files_a.example.com:8443/base"
    })
    void signsRequestsToAHostWithAnUnderscore(String endpoint, String base) throws Exception {
        var aws = new FakeAws(json(200, "{}")).with("endpoint", endpoint);

        aws.runUnwrapped("AddDynamoItem", ADD);
        aws.runUnwrapped("UploadFileData", UPLOAD);

        var urls = aws.sent().stream().map(it -> it.url().replaceFirst("/$", "")).toList();
        assertThat(urls, contains(base, base + "/bkt/d/%C3%BC%20b.txt"));
        for (var sent : aws.sent()) {
            assertThat(
                    SignatureCheck.header(sent, "Host"),
                    is(base.replaceFirst("https?://", "").replaceFirst("/.*", "")));
            assertThat(SignatureCheck.passes(sent, "test-secret"), is(true));
        }
    }

    @Test
    void storesTheTypeOfTheFile() throws Exception {
        var aws = new FakeAws(response(200, ""));

        aws.runUnwrapped(
                "UploadFileData",
                UPLOAD.replaceFirst("data:[^;]*;", "data:text/csv;charset=utf-8;"));

        var sent = aws.sent().getFirst();
        assertThat(SignatureCheck.header(sent, "Content-Type"), is("text/csv;charset=utf-8"));
        assertThat(SignatureCheck.passes(sent, "test-secret"), is(true));
    }

    @Test
    void sendsTheSessionToken() {
        var aws = new FakeAws(json(200, "{}")).with("session-token", "tok");

        aws.run("AddDynamoItem", ADD);

        assertThat(SignatureCheck.header(aws.sent().getFirst(), "X-Amz-Security-Token"), is("tok"));
    }

    @Test
    void returnsTheSameInTheEnvelopeWithVersionTwo() {
        var aws = new FakeAws(response(200, "")).with("answer", "v2");

        var done = (CommandResult.Done) aws.run("UploadFileData", UPLOAD);

        assertThat(
                ((CommandResult.Body.Tree) done.body()).value().toString(),
                is("{\"result\":\"success\"}"));
        assertThat(done.httpStatus(), is(OptionalInt.of(200)));
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}, {4} tries")
    @CsvSource({
        "400, ResourceNotFoundException, ResourceNotFoundException, 400, 1",
        "400, ValidationException, ValidationException, 400, 1",
        "403, AccessDeniedException, AccessDeniedException, 400, 1",
        "400, ProvisionedThroughputExceededException, ProvisionedThroughputExceededException, 429, 2",
        "400, ThrottlingException, ThrottlingException, 429, 2",
        "429, '', ClientError, 429, 2",
        "500, InternalServerError, InternalServerError, 503, 2",
        "503, '', ClientError, 503, 2",
        "404, '', ClientError, 400, 1",
        "400, <not a name>, ClientError, 400, 1"
    })
    void keepsTheErrorCodeOfAwsAndMapsItsStatusByWhetherARetryIsUseful(
            int status, String type, String code, int expectedStatus, int tries) {
        var body =
                type.isEmpty()
                        ? "<html>no</html>"
                        : "{\"__type\":\"com.amazon#" + type + "\",\"message\":\"because\"}";
        var aws = new FakeAws(json(status, body)).with("attempts", "2");

        var failure = assertThrows(ConnectorException.class, () -> aws.run("AddDynamoItem", ADD));

        assertThat(failure.code(), is(code));
        assertThat(failure.httpStatus(), is(expectedStatus));
        assertThat(aws.sent(), hasSize(tries));
    }

    @Test
    void reportsAnErrorOfS3() {
        var aws =
                new FakeAws(
                        response(
                                403,
                                "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
                                new Header("Content-Type", "application/xml")));

        var failure =
                assertThrows(ConnectorException.class, () -> aws.run("UploadFileData", UPLOAD));

        assertThat(failure.code(), is("AccessDenied"));
        assertThat(failure.httpStatus(), is(400));
        assertThat(failure.getMessage(), containsString("Access Denied"));
    }

    @Test
    void retriesAfterAConnectionError() {
        var aws =
                new FakeAws(
                        failure(new ConnectorException(ErrorCode.CONNECTION_ERROR, "refused")),
                        json(500, "{}"),
                        json(200, "{}"));

        assertThat(aws.runUnwrapped("AddDynamoItem", ADD), is("{}"));

        assertThat(aws.sent(), hasSize(3));
        assertThat(aws.calls(), everyItem(sameInstance(aws.calls().getFirst())));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CONNECTION_ERROR",
                "CONNECT_TIMEOUT",
                "CHUNKED_ENCODING_ERROR",
                "READ_TIMEOUT",
                "EGRESS_BLOCKED",
                "SSL_ERROR",
                "RESPONSE_TOO_LARGE",
                "PROXY_OVERLOADED"
            })
    void passesOnAFailureOfTheEgress(ErrorCode error) {
        var own = new ConnectorException(error, "the egress's own words");
        var aws = new FakeAws(failure(own)).with("attempts", "2");

        var failure = assertThrows(ConnectorException.class, () -> aws.run("AddDynamoItem", ADD));

        assertThat(failure, sameInstance(own));
        boolean repeated =
                Arrays.asList(
                                ErrorCode.CONNECTION_ERROR,
                                ErrorCode.CONNECT_TIMEOUT,
                                ErrorCode.CHUNKED_ENCODING_ERROR)
                        .contains(error);
        assertThat(aws.sent(), hasSize(repeated ? 2 : 1));
    }

    @Test
    void doesNotRetryPastTheDeadline() {
        var aws = new FakeAws(json(503, "{}")).with("attempts", "10");
        var deadline = Duration.ofMillis(1_500);

        var failure =
                assertThrows(
                        ConnectorException.class, () -> aws.run("AddDynamoItem", ADD, deadline));

        assertThat(failure.httpStatus(), is(503));
        assertThat(aws.sent(), hasSize(lessThan(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"Items\":[{\"a\":{\"N\":\"abc\"}}]}",
                "{\"Items\":[{\"a\":{\"NEW\":\"abc\"}}]}",
                "{\"Items\":[{\"a\":null}]}",
                "{\"Items\":[{\"a\":{\"L\":[null]}}]}"
            })
    void reportsAMalformedResponseAsAConnectionError(String body) {
        var aws = new FakeAws(json(200, body));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> aws.run("ScanDynamoTable", "{\"table_name\":\"table1\"}"));

        assertThat(failure.code(), is("ConnectionError"));
        assertThat(failure.httpStatus(), is(502));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    AddDynamoItem    | {"table_name":"t","item_data":{"pk":"p"}}                                                | ParamValidationError
                    AddDynamoItem    | {"table_name":"table1","item_data":"text"}                                               | InvalidParameters
                    AddDynamoItem    | {"table_name":"table1","item_data":[{"pk":"p"}]}                                         | InvalidParameters
                    QueryDynamoTable | {"table_name":"","partition_key":"p"}                                                    | ParamValidationError
                    ScanDynamoTable  | {"table_name":"table1","limit":0}                                                        | InvalidParameters
                    UploadFileData   | {"bucket":"","object_name":"k","file_data":"data:a/b;name=n;base64,AAAA"}                | ParamValidationError
                    UploadFileData   | {"bucket":"../x","object_name":"k","file_data":"data:a/b;name=n;base64,AAAA"}            | ParamValidationError
                    UploadFileData   | {"bucket":"a/b","object_name":"k","file_data":"data:a/b;name=n;base64,AAAA"}             | ParamValidationError
                    UploadFileData   | {"bucket":"bkt","object_name":"","file_data":"data:a/b;name=n;base64,AAAA"}              | ParamValidationError
                    UploadFileData   | {"bucket":"bkt","object_name":"\\ud800","file_data":"data:a/b;name=n;base64,AAAA"}              | InvalidParameters
                    UploadFileData   | {"bucket":"bkt","object_name":"k","file_data":"AAAA"}                                    | InvalidParameters
                    """)
    void refusesInvalidArgumentsBeforeAnyRequest(String command, String arguments, String code) {
        var aws = new FakeAws(json(200, "{}"));

        var failure = assertThrows(ConnectorException.class, () -> aws.run(command, arguments));

        assertThat(failure.code(), is(code));
        assertThat(failure.httpStatus(), is(400));
        assertThat(aws.sent(), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access-key-id", "secret-access-key", "region"})
    void namesAMissingSetting(String key) {
        var aws = new FakeAws(json(200, "{}")).with(key, "");

        var failure = assertThrows(ConnectorException.class, () -> aws.run("AddDynamoItem", ADD));

        assertThat(failure.is(ErrorCode.CONNECTOR_NOT_CONFIGURED), is(true));
        assertThat(failure.httpStatus(), is(400));
        assertThat(failure.getMessage(), containsString("connectors.aws." + key));
        assertThat(aws.sent(), is(empty()));
    }
}
