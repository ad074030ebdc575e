package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against SendGrid's OpenAPI descriptions 1.0.0 of mail, contacts, templates and suppressions (twilio/sendgrid-oai,
/// January 22, 2026).
class SendgridFileTest {
    private static final String PERSON =
            """
            {"type": "object", "required": ["email"], "properties": {"email": {"type": "string", "pattern": "^[^@ ,]+@[^@ ,]+$"}, "name": {"type": "string"}}, "additionalProperties": false}\
            """;
    private static final String PEOPLE =
            "{\"type\": \"array\", \"minItems\": 1, \"items\": " + PERSON + "}";
    private static final String MAIL =
            """
            {"type": "object", "required": ["personalizations", "from"], "additionalProperties": false, "properties": {"personalizations": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["to"], "additionalProperties": false, "properties": {"to": %1$s, "cc": %1$s, "bcc": %1$s, "dynamic_template_data": {"type": "object"}}}}, "from": %2$s, "reply_to": %2$s, "subject": {"type": "string", "minLength": 1}, "content": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["type", "value"], "properties": {"type": {"type": "string"}, "value": {"type": "string", "minLength": 1}}, "additionalProperties": false}}, "attachments": {"type": "array", "items": {"type": "object", "required": ["content", "filename"], "properties": {"content": {"pattern": "^[A-Za-z0-9+/]+=*$"}, "type": {"pattern": "^[a-z]+/[^;]+$"}, "filename": {"type": "string"}}, "additionalProperties": false}}, "template_id": {"type": "string"}, "send_at": {"type": "integer"}, "categories": {"type": "array", "items": {"type": "string"}}, "mail_settings": {"type": "object", "properties": {"sandbox_mode": {"type": "object", "properties": {"enable": {"type": "boolean"}}, "additionalProperties": false}}, "additionalProperties": false}}, "anyOf": [{"required": ["template_id"]}, {"required": ["subject", "content"]}]}\
            """
                    .formatted(PEOPLE, PERSON);

    private final VendorApi vendor = new VendorApi("https://api.sendgrid.com/v3");
    private final BundledFile sendgrid = BundledFile.of("sendgrid", vendor);

    SendgridFileTest() {
        vendor.on("PUT", "/marketing/contacts")
                .json(
                        """
                        {"type": "object", "required": ["contacts"], "additionalProperties": false, "properties": {"list_ids": {"type": "array", "items": {"type": "string"}}, "contacts": {"type": "array", "items": {"type": "object", "required": ["email"], "additionalProperties": false, "properties": {"email": {"type": "string", "maxLength": 254}, "first_name": {"type": "string", "maxLength": 50}, "last_name": {"type": "string", "maxLength": 50}, "phone_number_id": {"type": "string"}, "custom_fields": {"type": "object"}}}}}}\
                        """)
                .responds(202, "{\"job_id\":\"1\"}");
        vendor.on("POST", "/marketing/contacts/search/emails")
                .json(
                        """
                        {"type": "object", "required": ["emails"], "properties": {"emails": {"type": "array", "minItems": 1}}, "additionalProperties": false}\
                        """)
                .responds(200, "{\"result\":{\"a@x.y\":{\"contact\":{\"id\":\"c1\"}}}}");
        vendor.on("DELETE", "/suppression/bounces/{e}").responds(204, "");
    }

    private VendorRoute mail() {
        return vendor.on("POST", "/mail/send").json(MAIL).responds(202, "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendEmail    | {"from":"s@x.y","to":"a@x.y","subject":"S","text":"T"} | POST /v3/mail/send {"personalizations":[{"to":[{"email":"a@x.y"}]}],"from":{"email":"s@x.y"},"subject":"S","content":[{"type":"text/plain","value":"T"}]}
                    SendEmail    | {"from":"s@x.y","from_name":"Shop","to":"a@x.y, b@x.y,","cc":"c@x.y","bcc":"d@x.y","reply_to":"r@x.y","subject":"S","text":"T","html":"<p>T</p>","send_at":1893456000,"category":"offers","sandbox":true} | POST /v3/mail/send {"personalizations":[{"to":[{"email":"a@x.y"},{"email":"b@x.y"}],"cc":[{"email":"c@x.y"}],"bcc":[{"email":"d@x.y"}]}],"from":{"email":"s@x.y","name":"Shop"},"reply_to":{"email":"r@x.y"},"subject":"S","content":[{"type":"text/plain","value":"T"},{"type":"text/html","value":"<p>T</p>"}],"send_at":1893456000,"categories":["offers"],"mail_settings":{"sandbox_mode":{"enable":true}}}
                    SendEmail    | {"from":"s@x.y","to":"a@x.y","subject":"S","html":"T","attachment":"data:text/plain;name=b.txt;base64,aGVsbG8=","attachment_name":"a.txt"} | POST /v3/mail/send {"personalizations":[{"to":[{"email":"a@x.y"}]}],"from":{"email":"s@x.y"},"subject":"S","content":[{"type":"text/html","value":"T"}],"attachments":[{"content":"aGVsbG8=","type":"text/plain","filename":"a.txt"}]}
                    SendTemplate | {"from":"s@x.y","to":"a@x.y","template":"d-1","data":{"name":"Ada","total":1.50}} | POST /v3/mail/send {"personalizations":[{"to":[{"email":"a@x.y"}],"dynamic_template_data":{"name":"Ada","total":1.50}}],"from":{"email":"s@x.y"},"template_id":"d-1"}
                    SaveContact  | {"email":"a@x.y","first_name":"Ada","lists":["l1"],"custom_fields":{"w1":"v"}} | PUT /v3/marketing/contacts {"list_ids":["l1"],"contacts":[{"email":"a@x.y","first_name":"Ada","custom_fields":{"w1":"v"}}]}
                    FindContact  | {"email":"a@x.y"} | POST /v3/marketing/contacts/search/emails {"emails":["a@x.y"]}
                    DeleteBounce | {"email":"a@x.y"} | DELETE /v3/suppression/bounces/a%40x.y
                    """)
    void sendgridAcceptsTheRequests(String command, String arguments, String sent) {
        mail();

        assertThat(sendgrid.sent(command, arguments), is(sent));
    }

    @Test
    void resultsSayWhatTheBodyOfTheResponseDoesNot() {
        mail();

        assertThat(
                BundledFile.text(
                        sendgrid.run(
                                "SendEmail",
                                "{\"from\":\"s@x.y\",\"to\":\"a@x.y\",\"subject\":\"S\",\"text\":\"T\"}")),
                is("{\"accepted\":true}"));
        assertThat(
                BundledFile.text(sendgrid.run("FindContact", "{\"email\":\"a@x.y\"}")),
                is("{\"id\":\"c1\"}"));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/templates")
                .requiredQuery("page_size", "200")
                .query("generations", "dynamic")
                .query("page_token", "t")
                .responds(
                        200,
                        "{\"result\":[{\"id\":\"1\"}],\"_metadata\":{\"next\":\"https://api.sendgrid.com/v3/templates?page_size=200&page_token=t\"}}")
                .responds(200, "{\"result\":[{\"id\":\"2\"}],\"_metadata\":{\"count\":2}}");

        var done = sendgrid.run("ListTemplates", "{}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"from":"s@x.y","to":"a@x.y","subject":"S"} | text or html is missing
                    {"from":"s@x.y","to":"a@x.y","subject":"S","text":"T","attachment":"data:text/plain;base64,aGk="} | attachment_name is missing
                    {"from":"s@x.y","to":"a@x.y","subject":"S","text":"T","attachment":"hello","attachment_name":"a"} | attachment must be a file
                    """)
    void whatSendgridWouldRefuseIsNotSent(String arguments, String message) {
        assertThat(sendgrid.refusal("SendEmail", arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"errors":[{"message":"The provided authorization grant is invalid, expired, or revoked","field":null,"help":null}]} | SendGridAuthError 401 The provided authorization grant is invalid, expired, or revoked
                    429 | {"errors":[{"field":null,"message":"too many requests"}]} | SendGridRateLimited 429 too many requests
                    400 | {"errors":[{"message":"Does not contain a valid address.","field":"from.email"},{"message":"Bad.","field":null}]} | SendGridRequestFailed 400 from.email: Does not contain a valid address.; Bad.
                    """)
    void failuresHaveTheReasonOfSendgrid(int status, String body, String failure) {
        vendor.on("GET", "/suppression/bounces").query("limit", "500").responds(status, body);

        assertThat(sendgrid.failure("ListBounces", "{}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(sendgrid.connectionTypes(), contains("bearer"));
    }
}
