package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamsFileTest {
    private final VendorApi vendor = new VendorApi("https://graph.microsoft.com/v1.0");
    private final BundledFile teams = BundledFile.of("teams", vendor);

    TeamsFileTest() {
        vendor.on("POST", "/teams/{t}/channels/{c}/messages")
                .json(
                        """
                        {"type": "object", "required": ["body"], "properties": {"subject": {"type": "string"}, "body": {"required": ["content"], "additionalProperties": false, "properties": {"content": {"type": "string"}, "contentType": {"enum": ["text", "html"]}}}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/teams/{t}/channels/{c}/messages/{m}/replies")
                .json(
                        """
                        {"type": "object", "required": ["body"], "properties": {"subject": {"type": "string"}, "body": {"required": ["content"], "additionalProperties": false, "properties": {"content": {"type": "string"}, "contentType": {"enum": ["text", "html"]}}}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/chats/{c}/messages")
                .json(
                        """
                        {"type": "object", "required": ["body"], "properties": {"subject": {"type": "string"}, "body": {"required": ["content"], "additionalProperties": false, "properties": {"content": {"type": "string"}, "contentType": {"enum": ["text", "html"]}}}}, "additionalProperties": false}\
                        """);
        vendor.on("GET", "/me/joinedTeams");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendChannelMessage | {"team":"t1","channel":"19:a@thread.tacv2","text":"Hi","subject":"S"} | POST /v1.0/teams/t1/channels/19%3Aa%40thread.tacv2/messages {"body":{"content":"Hi","contentType":"text"},"subject":"S"}
                    ReplyToMessage     | {"team":"t1","channel":"c1","message":"9","text":"<b>Hi</b>","format":"html"} | POST /v1.0/teams/t1/channels/c1/messages/9/replies {"body":{"content":"<b>Hi</b>","contentType":"html"}}
                    SendChatMessage    | {"chat":"c1","text":"Hi"} | POST /v1.0/chats/c1/messages {"body":{"content":"Hi","contentType":"text"}}
                    ListTeams          | {} | GET /v1.0/me/joinedTeams
                    """)
    void microsoftAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(teams.sent(command, arguments), is(sent));
    }

    @Test
    void allPagesAreOneList() {
        vendor.on("GET", "/teams/{t}/channels")
                .query("$skiptoken", "x")
                .responds(
                        200,
                        "{\"value\":[{\"id\":\"1\"}],\"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/teams/t1/channels?$skiptoken=x\"}")
                .responds(200, "{\"value\":[{\"id\":\"2\"}]}");

        var done = teams.run("ListChannels", "{\"team\":\"t1\"}");

        assertThat(BundledFile.text(done), is("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
        assertThat(vendor.last().line(), is("GET /v1.0/teams/t1/channels?$skiptoken=x"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty."}} | TeamsAuthError 401 Access token is empty.
                    404 | {"error":{"code":"NotFound","message":"No team found"}} | TeamsNotFoundError 404 No team found
                    429 | {"error":{"code":"TooManyRequests","message":"throttled"}} | TeamsRateLimited 429 throttled
                    """)
    void failuresHaveTheReasonOfMicrosoft(int status, String body, String failure) {
        vendor.on("GET", "/teams/{t}/channels").responds(status, body);

        assertThat(teams.failure("ListChannels", "{\"team\":\"t1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(teams.connectionTypes(), contains("oauth2-authorization-code", "bearer"));
    }
}
