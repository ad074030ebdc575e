package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against Mattermost's OpenAPI description of API v4 (mattermost/mattermost-api-reference, June 29, 2023).
class MattermostFileTest {
    private final VendorApi vendor = new VendorApi("https://chat.example/api/v4");
    private final BundledFile mattermost =
            BundledFile.of("mattermost", vendor).connection("url", "https://chat.example/");

    MattermostFileTest() {
        vendor.on("POST", "/posts")
                .json(
                        """
                        {"type": "object", "required": ["channel_id", "message"], "properties": {"channel_id": {"type": "string"}, "message": {"type": "string"}, "root_id": {"type": "string"}, "file_ids": {"type": "array", "maxItems": 5}, "props": {"type": "object"}, "metadata": {"type": "object", "properties": {"priority": {"type": "object", "properties": {"priority": {"enum": ["", "important", "urgent"]}, "requested_ack": {"type": "boolean"}}, "additionalProperties": false}}, "additionalProperties": false}}, "additionalProperties": false}\
                        """);
        vendor.on("PUT", "/posts/{p}/patch")
                .json(
                        """
                        {"type": "object", "properties": {"message": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("DELETE", "/posts/{p}");
        vendor.on("GET", "/users/email/{e}");
        vendor.on("GET", "/users/username/{u}");
        vendor.on("POST", "/channels/direct")
                .json(
                        """
                        {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "string"}}\
                        """);
        vendor.on("POST", "/channels")
                .json(
                        """
                        {"type": "object", "required": ["team_id", "name", "display_name", "type"], "properties": {"team_id": {"type": "string"}, "name": {"type": "string"}, "display_name": {"type": "string"}, "type": {"enum": ["O", "P"]}, "purpose": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/channels/{c}/members")
                .json(
                        """
                        {"type": "object", "required": ["user_id"], "properties": {"user_id": {"type": "string"}}, "additionalProperties": false}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendMessage   | {"channel":"c1","message":"Hi"} | POST /api/v4/posts {"channel_id":"c1","message":"Hi"}
                    SendMessage   | {"channel":"c1","message":"Hi","thread":"p1","files":["f1"],"priority":"urgent","acknowledge":true,"props":{"a":1}} | POST /api/v4/posts {"channel_id":"c1","message":"Hi","root_id":"p1","file_ids":["f1"],"metadata":{"priority":{"priority":"urgent","requested_ack":true}},"props":{"a":1}}
                    EditMessage   | {"post":"p1","message":"Ho"} | PUT /api/v4/posts/p1/patch {"message":"Ho"}
                    DeleteMessage | {"post":"p1"} | DELETE /api/v4/posts/p1
                    FindUser      | {"email":"a@x.y","username":""} | GET /api/v4/users/email/a%40x.y
                    FindUser      | {"username":"ada"} | GET /api/v4/users/username/ada
                    OpenDirectChannel | {"user":"u1","other":"u2"} | POST /api/v4/channels/direct ["u1","u2"]
                    CreateChannel | {"team":"t1","name":"order-1","title":"Order 1"} | POST /api/v4/channels {"team_id":"t1","name":"order-1","display_name":"Order 1","type":"O"}
                    AddMember     | {"channel":"c1","user":"u1"} | POST /api/v4/channels/c1/members {"user_id":"u1"}
                    """)
    void mattermostAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(mattermost.sent(command, arguments), is(sent));
    }

    @Test
    void aFileIsAPartOfAForm() {
        vendor.on("POST", "/files")
                .multipart(
                        """
                        {"required": ["files", "channel_id"], "properties": {"files": {}, "channel_id": {}}, "additionalProperties": false}\
                        """)
                .responds(201, "{\"file_infos\":[{\"id\":\"f1\"}],\"client_ids\":[]}");

        var done =
                mattermost.run(
                        "UploadFile",
                        "{\"channel\":\"c1\",\"file\":\"data:text/plain;name=a.txt;base64,aGVsbG8=\"}");

        assertThat(BundledFile.text(done), is("{\"id\":\"f1\"}"));
        assertThat(
                vendor.last().parts("form-data").orElseThrow().getString("files"),
                is("a.txt|text/plain|hello"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    FindUser      | {} | give either email or username
                    CreateChannel | {"team":"t1","name":"Order 1","title":"O"} | name
                    SendMessage   | {"channel":"c1","message":"Hi","files":["1","2","3","4","5","6"]} | files
                    SendMessage   | {"channel":"c1","message":"Hi","priority":"low"} | priority
                    """)
    void whatMattermostWouldRefuseIsNotSent(String command, String arguments, String message) {
        assertThat(mattermost.refusal(command, arguments), containsString(message));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"id":"api.context.session_expired.app_error","message":"Invalid or expired session, please login again.","status_code":401} | MattermostAuthError 401 Invalid or expired session, please login again.
                    404 | {"id":"app.channel.get_by_name.missing.app_error","message":"Channel does not exist.","status_code":404} | MattermostNotFoundError 404 Channel does not exist.
                    429 | limit exceeded | MattermostRateLimited 429 limit exceeded
                    400 | {"id":"api.context.invalid_body_param.app_error","message":"Invalid or missing channel_id.","status_code":400} | MattermostRequestFailed 400 Invalid or missing channel_id.
                    """)
    void failuresHaveTheReasonOfMattermost(int status, String body, String failure) {
        vendor.on("GET", "/teams/name/{t}/channels/name/{c}").responds(status, body);

        assertThat(
                mattermost.failure("FindChannel", "{\"team\":\"t\",\"channel\":\"c\"}"),
                is(failure));
    }

    @Test
    void credentialsAndTheUrlComeFromAConnection() {
        assertThat(mattermost.connectionTypes(), contains("bearer"));
        assertThat(
                mattermost.specs().getFirst().details().connections().getFirst().origins(),
                contains("{url}"));
    }
}
