package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MsgraphFileTest {
    private final VendorApi vendor = new VendorApi("https://graph.microsoft.com/v1.0");
    private final BundledFile msgraph = BundledFile.of("msgraph", vendor);

    MsgraphFileTest() {
        vendor.on("POST", "/users/{u}/sendMail")
                .json(
                        """
                        {"type": "object", "required": ["message"], "properties": {"message": {"type": "object", "required": ["toRecipients"], "additionalProperties": false, "properties": {"subject": {"type": "string"}, "body": {"properties": {"contentType": {"enum": ["Text", "HTML"]}}}, "toRecipients": {"type": "array"}, "ccRecipients": {"type": "array"}}}, "saveToSentItems": {"type": "boolean"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/users/{u}/events")
                .json(
                        """
                        {"type": "object", "required": ["start", "end"], "properties": {"subject": {"type": "string"}, "start": {"required": ["dateTime", "timeZone"]}, "end": {"required": ["dateTime", "timeZone"]}, "body": {"type": "object"}, "attendees": {"type": "array"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/users/{u}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendMail    | {"user":"ada@example.com","to":[{"emailAddress":{"address":"b@x"}}],"subject":"S","text":"T"} | POST /v1.0/users/ada%40example.com/sendMail {"message":{"toRecipients":[{"emailAddress":{"address":"b@x"}}],"subject":"S","body":{"content":"T","contentType":"Text"}},"saveToSentItems":true}
                    CreateEvent | {"user":"u","subject":"S","start":"2026-01-31T09:00:00","end":"2026-01-31T10:00:00"} | POST /v1.0/users/u/events {"subject":"S","start":{"dateTime":"2026-01-31T09:00:00","timeZone":"UTC"},"end":{"dateTime":"2026-01-31T10:00:00","timeZone":"UTC"}}
                    GetUser     | {"user":"u"} | GET /v1.0/users/u
                    """)
    void microsoftAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(msgraph.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/users/{u}/messages")
                .query("$top", "100")
                .query("$skip", "100")
                .responds(
                        200,
                        "{\"value\":[{\"id\":\"1\"}],\"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/users/u/messages?$top=100&$skip=100\"}")
                .responds(200, "{\"value\":[{\"id\":\"2\"}]}");

        var done = msgraph.run("ListMessages", "{\"user\":\"u\",\"filter\":\"\"}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
        assertThat(vendor.last().line(), is("GET /v1.0/users/u/messages?$top=100&$skip=100"));
    }

    @Test
    void aFileIsUploadedAsItIs() {
        var api = new VendorApi("https://graph.microsoft.com/v1.0");
        api.on("PUT", "/users/{u}/drive/root:/{folder}/{name}:/content").text("hello");

        var sent =
                BundledFile.of("msgraph", api)
                        .sent(
                                "UploadFile",
                                "{\"user\":\"u\",\"folder\":\"R\",\"name\":\"a.txt\",\"file\":\"data:text/plain;base64,aGVsbG8=\"}");

        assertThat(sent, is("PUT /v1.0/users/u/drive/root:/R/a.txt:/content hello"));
        assertThat(api.last().header("Content-Type").orElseThrow(), is("application/octet-stream"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"code":"InvalidAuthenticationToken","message":"empty"}} | MicrosoftAuthError 401 empty
                    404 | {"error":{"code":"ErrorItemNotFound","message":"not found"}} | MicrosoftNotFoundError 404 not found
                    429 | {"error":{"code":"TooManyRequests","message":"throttled"}} | MicrosoftRateLimited 429 throttled
                    400 | {"error":{"code":"BadRequest","message":"bad"}} | MicrosoftRequestFailed 400 bad
                    """)
    void failuresHaveTheReasonOfMicrosoft(int status, String body, String failure) {
        vendor.on("GET", "/users/{u}/messages").query("$top", "100").responds(status, body);

        assertThat(msgraph.failure("ListMessages", "{\"user\":\"u\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(
                msgraph.connectionTypes(),
                contains("oauth2-client-credentials", "oauth2-authorization-code", "bearer"));
    }
}
