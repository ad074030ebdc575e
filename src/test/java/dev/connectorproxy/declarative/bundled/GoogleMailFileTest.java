package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against Google's discovery document of Gmail API v1, as googleapis/google-api-python-client has it.
class GoogleMailFileTest {
    private static final String MESSAGE =
            """
            {"type": "object", "required": ["raw"], "properties": {"raw": {"pattern": "^[A-Za-z0-9_-]+=*$"}, "threadId": {"type": "string"}}, "additionalProperties": false}\
            """;

    private final VendorApi vendor = new VendorApi("https://gmail.googleapis.com/gmail/v1");
    private final BundledFile mail = BundledFile.of("google_mail", vendor);

    GoogleMailFileTest() {
        vendor.on("POST", "/users/{u}/messages/send").json(MESSAGE);
        vendor.on("POST", "/users/{u}/drafts")
                .json(
                        """
                        {"type": "object", "required": ["message"], "properties": {"message": %s}, "additionalProperties": false}\
                        """
                                .formatted(MESSAGE));
        vendor.on("POST", "/users/{u}/messages/{m}/modify")
                .json(
                        """
                        {"type": "object", "properties": {"addLabelIds": {"type": "array", "items": {"type": "string"}}, "removeLabelIds": {"type": "array", "items": {"type": "string"}}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/users/{u}/messages/{m}/trash");
    }

    private String email(String arguments) {
        mail.sent("SendEmail", arguments);
        var sent = vendor.last().json().orElseThrow().asJsonObject();
        var message = sent.containsKey("message") ? sent.getJsonObject("message") : sent;
        return new String(
                Base64.getUrlDecoder().decode(message.getString("raw")), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEmailIsWrittenAsTheInternetWritesIt() {
        var text = "Grüße, ".repeat(30);

        var sent =
                email(
                        "{\"to\":\"a@x.y, b@x.y\",\"cc\":\"c@x.y\",\"subject\":\"Hello\",\"text\":\"%s\",\"thread\":\"t1\",\"in_reply_to\":\"<m@x>\"}"
                                .formatted(text));

        var head = sent.substring(0, sent.indexOf("\r\n\r\n"));
        var body = sent.substring(head.length() + 4);
        assertThat(
                head.lines().toList(),
                contains(
                        "To: a@x.y, b@x.y",
                        "Cc: c@x.y",
                        "In-Reply-To: <m@x>",
                        "References: <m@x>",
                        "Subject: Hello",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=UTF-8",
                        "Content-Transfer-Encoding: base64"));
        assertThat(body.lines().mapToInt(String::length).max().orElse(0), is(76));
        assertThat(body.replace("\r\n", ""), is(base64(text)));
        assertThat(
                vendor.last().json().orElseThrow().asJsonObject().getString("threadId"), is("t1"));
    }

    @Test
    void aSubjectThatIsNotAsciiIsInEncodedWords() {
        var sent =
                email(
                        "{\"to\":\"a@x.y\",\"subject\":\"Grüße aus Köln 😀\\r\\nBcc: z@x.y\",\"text\":\"T\"}");

        assertThat(
                sent,
                containsString(
                        "Subject: =?UTF-8?B?%s?=\r\n =?UTF-8?B?%s?=\r\n =?UTF-8?B?%s?=\r\nMIME-Version"
                                .formatted(
                                        base64("Grüße aus "),
                                        base64("Köln 😀\r\nBc"),
                                        base64("c: z@x.y"))));
    }

    @Test
    void textsAndAFileAreParts() {
        var sent =
                email(
                        "{\"to\":\"a@x.y\",\"subject\":\"S\",\"text\":\"T\",\"html\":\"<p>T</p>\",\"attachment\":\"data:application/pdf;name=x.pdf;base64,aGVsbG8=\",\"attachment_name\":\"Übersicht \\\"1\\\".pdf\",\"draft\":true}");

        assertThat(vendor.last().path(), is("/gmail/v1/users/me/drafts"));
        assertThat(
                sent,
                is(
                        """
                        To: a@x.y
                        Subject: S
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary=parts

                        --parts
                        Content-Type: multipart/alternative; boundary=texts

                        --texts
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: base64

                        %s
                        --texts
                        Content-Type: text/html; charset=UTF-8
                        Content-Transfer-Encoding: base64

                        %s
                        --texts--
                        --parts
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename*=UTF-8''%%C3%%9Cbersicht%%20%%221%%22.pdf
                        Content-Transfer-Encoding: base64

                        aGVsbG8=
                        --parts--
                        """
                                .formatted(base64("T"), base64("<p>T</p>"))
                                .replace("\n", "\r\n")));
    }

    @Test
    void aFileOfAMegabyteIsNoBurden() {
        var file = Base64.getEncoder().encodeToString(new byte[1_000_000]);

        var sent =
                email(
                        "{\"to\":\"a@x.y\",\"subject\":\"S\",\"text\":\"T\",\"attachment\":\"data:a/b;base64,%s\",\"attachment_name\":\"a\"}"
                                .formatted(file));

        assertThat(sent.length() > file.length(), is(true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"to":"a@x.y\\r\\nBcc: z@x.y","subject":"S","text":"T"} | to
                    {"to":"a@x.y","subject":"S"} | text or html is missing
                    {"to":"a@x.y","subject":"S","text":"T","attachment":"data:a/b\\r\\nX: y;base64,aGk=","attachment_name":"a"} | attachment must be a file with its type
                    {"to":"a@x.y","subject":"S","text":"T","attachment":"data:a/b;base64,aGk="} | attachment_name is missing
                    """)
    void whatWouldBecomeAnotherEmailIsNotSent(String arguments, String message) {
        assertThat(mail.refusal("SendEmail", arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ModifyLabels | {"message":"m1","add":["STARRED"],"remove":["UNREAD"]} | POST /gmail/v1/users/me/messages/m1/modify {"addLabelIds":["STARRED"],"removeLabelIds":["UNREAD"]}
                    TrashMessage | {"message":"m1","user":"a@x.y"} | POST /gmail/v1/users/a%40x.y/messages/m1/trash
                    """)
    void googleAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(mail.sent(command, arguments), is(sent));
    }

    @Test
    void anEmailIsReadWithItsTextsAndFiles() {
        vendor.on("GET", "/users/{u}/messages/{m}")
                .query("format", "full")
                .responds(
                        200,
                        """
                        {"id": "m1", "threadId": "t1", "labelIds": ["INBOX"], "snippet": "Hi", "payload": {"mimeType": "multipart/mixed", "filename": "", "headers": [{"name": "Subject", "value": "S"}, {"name": "From", "value": "a@x.y"}, {"name": "Message-ID", "value": "<m@x>"}], "parts": [{"mimeType": "multipart/alternative", "filename": "", "parts": [{"mimeType": "text/plain", "filename": "", "body": {"size": 4, "data": "R3LDvMOfZT8_"}}, {"mimeType": "text/html", "filename": "", "body": {"data": "PHA-"}}]}, {"mimeType": "application/pdf", "filename": "a.pdf", "body": {"attachmentId": "x1", "size": 5}}]}}\
                        """);
        vendor.on("GET", "/users/{u}/messages/{m}/attachments/{a}")
                .responds(200, "{\"size\":5,\"data\":\"Pj4-Pz8_\"}");

        assertThat(
                BundledFile.text(mail.run("GetMessage", "{\"message\":\"m1\"}")),
                is(
                        "{\"id\":\"m1\",\"threadId\":\"t1\",\"labelIds\":[\"INBOX\"],\"from\":\"a@x.y\",\"subject\":\"S\",\"messageId\":\"<m@x>\",\"snippet\":\"Hi\",\"text\":\"Grüße??\",\"html\":\"<p>\",\"attachments\":[{\"id\":\"x1\",\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"size\":5}]}"));
        assertThat(
                BundledFile.text(
                        mail.run("GetAttachment", "{\"message\":\"m1\",\"attachment\":\"x1\"}")),
                is("{\"size\":5,\"file\":\"data:application/octet-stream;base64,Pj4+Pz8/\"}"));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/users/{u}/messages")
                .requiredQuery("maxResults", "500")
                .query("q", "is:unread")
                .query("labelIds", "INBOX")
                .query("pageToken", "t")
                .responds(200, "{\"messages\":[{\"id\":\"1\"}],\"nextPageToken\":\"t\"}")
                .responds(200, "{\"messages\":[{\"id\":\"2\"}],\"resultSizeEstimate\":2}");

        var done = mail.run("ListMessages", "{\"search\":\"is:unread\",\"labels\":[\"INBOX\"]}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"code":401,"message":"Invalid Credentials","status":"UNAUTHENTICATED"}} | GoogleAuthError 401 Invalid Credentials
                    403 | {"error":{"errors":[{"domain":"usageLimits","reason":"rateLimitExceeded"}],"code":403,"message":"Rate Limit Exceeded"}} | GoogleRateLimited 429 Rate Limit Exceeded
                    429 | {"error":{"code":429,"message":"Too many concurrent requests for user"}} | GoogleRateLimited 429 Too many concurrent requests for user
                    400 | {"error":{"code":400,"message":"Invalid label: X"}} | GoogleRequestFailed 400 Invalid label: X
                    """)
    void failuresHaveTheReasonOfGoogle(int status, String body, String failure) {
        vendor.on("GET", "/users/{u}/labels").responds(status, body);

        assertThat(mail.failure("ListLabels", "{}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(mail.connectionTypes(), contains("oauth2-authorization-code", "bearer"));
    }
}
