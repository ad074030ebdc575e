package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioFileTest {
    private final VendorApi vendor =
            new VendorApi("https://api.twilio.com/2010-04-01/Accounts/AC1");
    private final BundledFile twilio =
            BundledFile.of("twilio", vendor).connection("account", "AC1");

    TwilioFileTest() {
        vendor.on("POST", "/Messages.json")
                .form(
                        """
                        {"type": "object", "required": ["To"], "properties": {"To": {"pattern": "^[+]"}, "From": {"type": "string"}, "MessagingServiceSid": {"type": "string"}, "Body": {"maxLength": 1600}, "MediaUrl": {"type": "string"}, "StatusCallback": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/Messages/{message}.json");
        vendor.on("POST", "/Calls.json")
                .form(
                        """
                        {"type": "object", "required": ["To", "From", "Twiml"], "properties": {"To": {"type": "string"}, "From": {"type": "string"}, "Twiml": {"type": "string"}}, "additionalProperties": false}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendMessage | {"to":"+15558675310","from":"+15017122661","text":"Hi & bye","media_url":""} | POST /2010-04-01/Accounts/AC1/Messages.json To=%2B15558675310&From=%2B15017122661&Body=Hi+%26+bye
                    GetMessage  | {"message":"SM1"} | GET /2010-04-01/Accounts/AC1/Messages/SM1.json
                    StartCall   | {"to":"+1","from":"+2","twiml":"<Response/>"} | POST /2010-04-01/Accounts/AC1/Calls.json To=%2B1&From=%2B2&Twiml=%3CResponse%2F%3E
                    """)
    void twilioAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(twilio.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/Messages.json")
                .query("PageSize", "100")
                .query("Page", "1")
                .query("PageToken", ".+")
                .responds(
                        200,
                        "{\"messages\":[{\"sid\":\"1\"}],\"next_page_uri\":\"/2010-04-01/Accounts/AC1/Messages.json?PageSize=100&Page=1&PageToken=t\"}")
                .responds(200, "{\"messages\":[{\"sid\":\"2\"}],\"next_page_uri\":null}");

        var done = twilio.run("ListMessages", "{}");

        assertThat(BundledFile.text(done), is("[{\"sid\":\"1\"},{\"sid\":\"2\"}]"));
        assertThat(
                vendor.last().line(),
                is("GET /2010-04-01/Accounts/AC1/Messages.json?PageSize=100&Page=1&PageToken=t"));
    }

    @Test
    void aMessageNeedsASenderAndAContent() {
        assertThat(
                twilio.refusal("SendMessage", "{\"to\":\"+1\",\"text\":\"T\"}"),
                is("from or messaging_service is missing"));
        assertThat(
                twilio.refusal("SendMessage", "{\"to\":\"+1\",\"from\":\"+2\"}"),
                is("text or media_url is missing"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"code":20003,"message":"Authenticate","status":401} | TwilioAuthError 401 Authenticate
                    400 | {"code":21211,"message":"Invalid To number","status":400} | TwilioRequestFailed 400 Invalid To number (21211)
                    429 | {"code":20429,"message":"Too Many Requests"} | TwilioRateLimited 429 Too Many Requests
                    """)
    void failuresHaveTheReasonOfTwilio(int status, String body, String failure) {
        vendor.on("GET", "/Messages.json").query("PageSize", "100").responds(status, body);

        assertThat(twilio.failure("ListMessages", "{}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(twilio.connectionTypes(), contains("basic"));
    }
}
