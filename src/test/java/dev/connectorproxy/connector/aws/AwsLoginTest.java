package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.connector.aws.FakeAws.response;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.aws.FakeAws.StubResponse;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The test of a connection of the type `aws`.
class AwsLoginTest {
    private static final String IDENTITY =
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::1:user/x</Arn><UserId>U</UserId><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
            """;

    @Test
    void asksTheTokenServiceOfTheRegionWhoseCredentialsTheyAre() {
        var aws = new FakeAws(xml(200, IDENTITY)).with("endpoint", "");

        aws.testConnection();

        var request = aws.sent().getFirst();
        assertThat(request.url(), is("https://sts.us-east-2.amazonaws.com"));
        assertThat(aws.bodies().getFirst(), containsString("Action=GetCallerIdentity"));
        assertThat(header(request, "Authorization"), containsString("Credential=AKIACONN/"));
        assertThat(header(request, "Authorization"), containsString("/us-east-2/sts/aws4_request"));
        assertThat(aws.sent().size(), is(1));
    }

    @Test
    void asksAnotherServerThanAwsForItsBuckets() {
        var aws = new FakeAws(xml(200, "<ListAllMyBucketsResult/>"));

        aws.testConnection();

        assertThat(aws.sent().getFirst().method(), is("GET"));
        assertThat(aws.sent().getFirst().url(), is("http://aws.test:4566/base/"));
    }

    @Test
    void credentialsWithoutThePermissionToSeeTheBucketsAreAccepted() {
        var aws = new FakeAws(xml(403, "<Error><Code>AccessDenied</Code></Error>"));

        aws.testConnection();

        assertThat(aws.sent().size(), is(1));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 403, <ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error></ErrorResponse>, InvalidClientTokenId",
        "'', 403, <ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>, SignatureDoesNotMatch",
        "http://aws.test, 403, <Error><Code>InvalidAccessKeyId</Code></Error>, InvalidAccessKeyId",
        "http://aws.test, 404, nothing here, ClientError",
    })
    void whatIsRefusedHasTheCodeOfAws(String endpoint, int status, String body, String code) {
        var aws = new FakeAws(xml(status, body)).with("endpoint", endpoint);

        var failure = assertThrows(ConnectorException.class, aws::testConnection);

        assertThat(failure.code(), is(code));
        assertThat(failure.getMessage(), not(containsString("canary")));
    }

    private static StubResponse xml(int status, String body) {
        return response(status, body, new Header("Content-Type", "text/xml"));
    }

    private static String header(HttpRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
