package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailgunFileTest {
    private final VendorApi vendor = new VendorApi("https://api.mailgun.net/v3");
    private final BundledFile mailgun = BundledFile.of("mailgun", vendor);

    MailgunFileTest() {
        vendor.on("POST", "/{domain}/messages")
                .form(
                        """
                        {"type": "object", "required": ["from", "to", "subject"], "properties": {"from": {"type": "string"}, "to": {"type": "string"}, "subject": {"type": "string"}, "text": {"type": "string"}, "html": {"type": "string"}, "cc": {"type": "string"}, "bcc": {"type": "string"}, "h:Reply-To": {"type": "string"}, "template": {"type": "string"}, "t:variables": {"type": "string"}}, "additionalProperties": false}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendEmail    | {"domain":"mg.example.com","from":"a@x","to":"b@x,c@x","subject":"S","text":"T","reply_to":"r@x","html":""} | {"from":"a@x","to":"b@x,c@x","subject":"S","text":"T","h:Reply-To":"r@x"}
                    SendTemplate | {"domain":"mg.example.com","from":"a@x","to":"b@x","subject":"S","template":"welcome","variables":{"name":"N"}} | {"from":"a@x","to":"b@x","subject":"S","template":"welcome","t:variables":"{\\"name\\":\\"N\\"}"}
                    """)
    void mailgunAcceptsTheRequests(String command, String arguments, String sent) {
        mailgun.run(command, arguments);

        assertThat(vendor.last().path(), is("/v3/mg.example.com/messages"));
        assertThat(
                vendor.last().header("Content-Type").orElse(""), startsWith("multipart/form-data"));
        assertThat(vendor.last().form().map(JsonObject::toString), is(Optional.of(sent)));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/{domain}/events")
                .query("limit", "300")
                .query("event", "failed")
                .responds(
                        200,
                        "{\"items\":[{\"id\":\"1\"}],\"paging\":{\"next\":\"https://api.mailgun.net/v3/mg.example.com/events?event=failed&limit=300\"}}")
                .responds(
                        200,
                        "{\"items\":[],\"paging\":{\"next\":\"https://api.mailgun.net/v3/mg.example.com/events?limit=300\"}}");

        var done = mailgun.run("ListEvents", "{\"domain\":\"mg.example.com\"}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"}]"));
        assertThat(
                vendor.last().line(), is("GET /v3/mg.example.com/events?event=failed&limit=300"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"Invalid private key"} | MailgunAuthError 401 Invalid private key
                    400 | {"message":"to parameter is not a valid address"} | MailgunRequestFailed 400 to parameter is not a valid address
                    429 | {"message":"too many requests"} | MailgunRateLimited 429 too many requests
                    """)
    void failuresHaveTheReasonOfMailgun(int status, String body, String failure) {
        vendor.on("GET", "/{domain}/events").query("limit", "300").responds(status, body);

        assertThat(mailgun.failure("ListEvents", "{\"domain\":\"mg.example.com\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(mailgun.connectionTypes(), contains("basic"));
    }
}
