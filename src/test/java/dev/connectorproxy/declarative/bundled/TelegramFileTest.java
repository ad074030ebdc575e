package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checked against the documentation of Bot API 10.1 (June 11, 2026). The egress puts the token where `{token}` is.
class TelegramFileTest {
    private final VendorApi vendor = new VendorApi("https://api.telegram.org/bot%7Btoken%7D");
    private final BundledFile telegram = BundledFile.of("telegram", vendor);

    TelegramFileTest() {
        vendor.on("POST", "/sendMessage")
                .json(
                        """
                        {"type": "object", "required": ["chat_id", "text"], "properties": {"chat_id": {"type": ["string", "integer"]}, "text": {"type": "string", "minLength": 1, "maxLength": 4096}, "parse_mode": {"enum": ["HTML", "MarkdownV2", "Markdown"]}, "reply_parameters": {"type": "object", "required": ["message_id"], "properties": {"message_id": {"type": "integer"}}, "additionalProperties": false}, "reply_markup": {"type": "object", "required": ["inline_keyboard"], "properties": {"inline_keyboard": {"type": "array", "items": {"type": "array"}}}, "additionalProperties": false}, "disable_notification": {"type": "boolean"}, "protect_content": {"type": "boolean"}, "message_thread_id": {"type": "integer"}}, "additionalProperties": false}\
                        """)
                .responds(200, "{\"ok\":true,\"result\":{\"message_id\":7}}");
        vendor.on("POST", "/sendPoll")
                .json(
                        """
                        {"type": "object", "required": ["chat_id", "question", "options"], "properties": {"chat_id": {"type": "string"}, "question": {"type": "string"}, "options": {"type": "array", "items": {"type": "object", "required": ["text"]}}, "is_anonymous": {"type": "boolean"}, "allows_multiple_answers": {"type": "boolean"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/editMessageText")
                .json(
                        """
                        {"type": "object", "required": ["chat_id", "message_id", "text"], "properties": {"chat_id": {"type": "string"}, "message_id": {"type": "integer"}, "text": {"type": "string"}, "parse_mode": {"type": "string"}}, "additionalProperties": false}\
                        """);
        vendor.on("POST", "/deleteMessage")
                .json(
                        """
                        {"type": "object", "required": ["chat_id", "message_id"], "properties": {"chat_id": {"type": "string"}, "message_id": {"type": "integer"}}, "additionalProperties": false}\
                        """)
                .responds(200, "{\"ok\":true,\"result\":true}");
        vendor.on("POST", "/getUpdates")
                .json(
                        """
                        {"type": "object", "properties": {"offset": {"type": "integer"}, "limit": {"type": "integer", "minimum": 1, "maximum": 100}, "allowed_updates": {"type": "array"}}, "additionalProperties": false}\
                        """)
                .responds(200, "{\"ok\":true,\"result\":[{\"update_id\":1}]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SendMessage   | {"chat":"@news","text":"Hi","format":"","reply_to":5,"silent":true} | POST /bot%7Btoken%7D/sendMessage {"chat_id":"@news","text":"Hi","reply_parameters":{"message_id":5},"disable_notification":true}
                    SendMessage   | {"chat":"-1","text":"<b>Hi</b>","format":"HTML","buttons":[[{"text":"Open","url":"https://x"}]]} | POST /bot%7Btoken%7D/sendMessage {"chat_id":"-1","text":"<b>Hi</b>","parse_mode":"HTML","reply_markup":{"inline_keyboard":[[{"text":"Open","url":"https://x"}]]}}
                    SendPoll      | {"chat":"1","question":"Lunch?","options":[{"text":"Yes"}],"anonymous":false} | POST /bot%7Btoken%7D/sendPoll {"chat_id":"1","question":"Lunch?","options":[{"text":"Yes"}],"is_anonymous":false}
                    EditMessage   | {"chat":"1","message":7,"text":"Ho"} | POST /bot%7Btoken%7D/editMessageText {"chat_id":"1","message_id":7,"text":"Ho"}
                    DeleteMessage | {"chat":"1","message":7} | POST /bot%7Btoken%7D/deleteMessage {"chat_id":"1","message_id":7}
                    GetUpdates    | {"offset":3,"kinds":["message"]} | POST /bot%7Btoken%7D/getUpdates {"offset":3,"limit":100,"allowed_updates":["message"]}
                    """)
    void telegramAcceptsTheRequests(String command, String arguments, String sent) {
        assertThat(telegram.sent(command, arguments), is(sent));
    }

    @ParameterizedTest
    @CsvSource({"SendDocument, document", "SendPhoto, photo"})
    void aFileIsAPartOfAForm(String command, String part) {
        vendor.on("POST", "/s" + command.substring(1))
                .multipart(
                        """
                        {"required": ["chat_id", "%s"], "properties": {"chat_id": {}, "%1$s": {}, "caption": {"maxLength": 1024}, "protect_content": {"enum": ["true"]}}, "additionalProperties": false}\
                        """
                                .formatted(part));

        telegram.sent(
                command,
                "{\"chat\":\"1\",\"%s\":\"data:text/plain;name=a.txt;base64,aGVsbG8=\",\"caption\":\"C\",\"protect\":true}"
                        .formatted(part));

        assertThat(
                vendor.last().parts("form-data").orElseThrow().toString(),
                is(
                        "{\"chat_id\":\"1\",\"%s\":\"a.txt|text/plain|hello\",\"caption\":\"C\",\"protect_content\":\"true\"}"
                                .formatted(part)));
    }

    @Test
    void theResultIsWhatTelegramWrapsIntoIts() {
        assertThat(
                BundledFile.text(telegram.run("SendMessage", "{\"chat\":\"1\",\"text\":\"a\"}")),
                is("{\"message_id\":7}"));
        assertThat(BundledFile.text(telegram.run("GetUpdates", "{}")), is("[{\"update_id\":1}]"));
    }

    @Test
    void textsThatAreTooLongAreNotSent() {
        var text = "x".repeat(4097);

        assertThat(
                telegram.refusal("SendMessage", "{\"chat\":\"1\",\"text\":\"" + text + "\"}"),
                containsString("text"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    401 | {"ok":false,"error_code":401,"description":"Unauthorized"} | TelegramAuthError 401 Unauthorized
                    404 | {"ok":false,"error_code":404,"description":"Not Found"} | TelegramAuthError 404 Not Found
                    400 | {"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1002}} | TelegramChatMoved 400 Bad Request: group chat was upgraded to a supergroup chat: -1002
                    400 | {"ok":false,"error_code":400,"description":"Bad Request: chat not found"} | TelegramRequestFailed 400 Bad Request: chat not found
                    429 | {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}} | TelegramRateLimited 429 Too Many Requests: retry after 5
                    """)
    void failuresHaveTheReasonOfTelegram(int status, String body, String failure) {
        vendor.on("GET", "/getChat").requiredQuery("chat_id", ".+").responds(status, body);

        assertThat(telegram.failure("GetChat", "{\"chat\":\"1\"}"), is(failure));
    }

    @Test
    void anEditThatWasMadeBeforeIsNamed() {
        var api = new VendorApi("https://api.telegram.org/bot%7Btoken%7D");
        api.on("POST", "/editMessageText")
                .json("{}")
                .responds(
                        400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message is not modified\"}");

        var failure =
                BundledFile.of("telegram", api)
                        .failure("EditMessage", "{\"chat\":\"1\",\"message\":7,\"text\":\"a\"}");

        assertThat(failure, is("TelegramNotModified 400 Bad Request: message is not modified"));
    }

    @Test
    void credentialsComeFromAConnection() {
        assertThat(telegram.connectionTypes(), contains("api-key"));
    }
}
