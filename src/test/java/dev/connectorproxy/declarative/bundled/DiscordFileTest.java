package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordFileTest {
    private final VendorApi vendor = new VendorApi("https://discord.com/api/v10");
    private final BundledFile discord = BundledFile.of("discord", vendor);

    DiscordFileTest() {
        vendor.on("POST", "/channels/{c}/messages")
                .json(
                        """
                        {"type": "object", "required": [], "properties": {"content": {"maxLength": 2000}, "embeds": {"type": "array"}, "message_reference": {"required": ["message_id"]}}, "additionalProperties": false}\
                        """);
        vendor.on("PATCH", "/channels/{c}/messages/{m}")
                .json(
                        """
                        {"type": "object", "required": [], "properties": {"content": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("DELETE", "/channels/{c}/messages/{m}");
        vendor.on("POST", "/channels/{c}/messages/{m}/threads")
                .json(
                        """
                        {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 100}}, "additionalProperties": false}\
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendMessage   | {"channel":"1","content":"Hi","reply_to":"9"} | POST /api/v10/channels/1/messages {"content":"Hi","message_reference":{"message_id":"9"}}
                    EditMessage   | {"channel":"1","message":"9","content":"Ho"} | PATCH /api/v10/channels/1/messages/9 {"content":"Ho"}
                    DeleteMessage | {"channel":"1","message":"9"} | DELETE /api/v10/channels/1/messages/9
                    CreateThread  | {"channel":"1","message":"9","name":"N"} | POST /api/v10/channels/1/messages/9/threads {"name":"N"}
                    """)
    void discordAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(discord.sent(command, arguments), is(sent));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"message":"401: Unauthorized","code":0} | DiscordAuthError 401 401: Unauthorized
                    404 | {"message":"Unknown Channel","code":10003} | DiscordNotFoundError 404 Unknown Channel
                    400 | {"message":"Invalid Form Body","code":50035,"errors":{"content":1}} | DiscordRequestFailed 400 Invalid Form Body: {"content":1}
                    429 | {"message":"You are being rate limited.","retry_after":1.5,"global":false} | DiscordRateLimited 429 You are being rate limited.
                    """)
    void failuresHaveTheReasonOfDiscord(int status, String body, String failure) {
        vendor.on("GET", "/channels/{c}/messages")
                .query("limit", "[1-9][0-9]?|100")
                .responds(status, body);

        assertThat(discord.failure("ListMessages", "{\"channel\":\"1\"}"), is(failure));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(discord.connectionTypes(), contains("api-key"));
    }
}
