package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    @Test
    void writesTheKeysOfAsyncHttpInItsOrder() throws IOException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-b", "1");
        headers.put("x-a", "\"quoted\"");

        var text =
                text(
                        new Done(
                                raw("{\"n\": 12.50,\"n\":1e400}"),
                                OptionalInt.of(404),
                                Optional.of(headers),
                                Optional.of(new CommandError("HttpError404", "no \u00fc\n")),
                                List.of("one", "two")));

        assertThat(
                text,
                is(
                        "{\"command_response\":{\"body\":{\"n\": 12.50,\"n\":1e400},\"mimetype\":\"application/json\","
                                + "\"http_status\":404,\"headers\":{\"x-b\":\"1\",\"x-a\":\"\\\"quoted\\\"\"}},"
                                + "\"command_response_version\":2,"
                                + "\"error\":{\"error_code\":\"HttpError404\",\"message\":\"no \u00fc\\n\"},"
                                + "\"spiff__logs\":[\"one\",\"two\"]}"));
    }

    @Test
    void leavesOutTheLogsWhereThereNeverWereAny() throws IOException {
        assertThat(
                text(new WithoutLogs(raw("[[12.50]]"), OptionalInt.empty())),
                is(
                        "{\"command_response\":{\"body\":[[12.50]],\"mimetype\":\"application/json\"},"
                                + "\"command_response_version\":2,\"error\":null}"));
    }

    @Test
    void leavesOutStatusAndHeadersWhereThereAreNone() throws IOException {
        assertThat(
                text(Done.of(Json.createValue("x"))),
                is(
                        "{\"command_response\":{\"body\":\"x\",\"mimetype\":\"application/json\"},"
                                + "\"command_response_version\":2,\"error\":null,\"spiff__logs\":[]}"));
    }

    @Test
    void writesEmptyHeadersAsAnEmptyObject() throws IOException {
        var done =
                new Done(
                        raw("[]"),
                        OptionalInt.of(200),
                        Optional.of(Map.of()),
                        Optional.empty(),
                        List.of());

        assertThat(
                text(done),
                is(
                        "{\"command_response\":{\"body\":[],\"mimetype\":\"application/json\",\"http_status\":200,"
                                + "\"headers\":{}},\"command_response_version\":2,\"error\":null,\"spiff__logs\":[]}"));
    }

    @Test
    void writesALongTextPieceByPieceAsTheLibraryWould() throws IOException {
        var text = "a\u00e9\u20ac\ud83d\ude00\"\\/\b\t\n\f\r\u0001\u001f\u007f\u2028".repeat(2_000);

        var body = new Body.Text("raw_response", text);
        var written =
                text(
                        new Done(
                                body,
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));

        var expected = Json.createObjectBuilder().add("raw_response", text).build().toString();
        assertThat(written.contains("\"body\":" + expected + ",\"mimetype\""), is(true));
    }

    /// UTF-8 cannot encode it, so that it was a question mark.
    @Test
    void writesHalfASurrogatePairAsAnEscape() throws IOException {
        var half = "a\ud83d" + "b\ud83d\ude00" + "\ude00";
        var tree = Json.createObjectBuilder().add("x", half).build();

        assertThat(text(Done.of(tree)), containsString("{\"x\":\"a\\ud83db\ud83d\ude00\\ude00\"}"));
        assertThat(
                text(
                        new Done(
                                new Body.Text("raw", half),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.of(new CommandError("E", half)),
                                List.of(half))),
                is(
                        "{\"command_response\":{\"body\":{\"raw\":\"HALF\"},\"mimetype\":\"application/json\"},\"command_response_version\":2,\"error\":{\"error_code\":\"E\",\"message\":\"HALF\"},\"spiff__logs\":[\"HALF\"]}"
                                .replace("HALF", "a\\ud83db\ud83d\ude00\\ude00")));
    }

    @Test
    void writesQuotedJsonAsATextAndTheSameAsJsonBeside() throws IOException {
        var json =
                JsonText.of("{\"a\": \"\u00e9\", \"n\": 1.50}".getBytes(StandardCharsets.UTF_8), 10)
                        .orElseThrow();
        var done =
                new Done(
                        new Body.Quoted(json),
                        OptionalInt.of(201),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());

        var envelope = Envelope.of(done);

        assertThat(
                text(done),
                is(
                        "{\"command_response\":{\"body\":\"{\\\"a\\\": \\\"\u00e9\\\", \\\"n\\\": 1.50}\","
                                + "\"parsed_body\":{\"a\": \"\u00e9\", \"n\": 1.50},\"mimetype\":\"application/json\","
                                + "\"http_status\":201},\"command_response_version\":2,\"error\":null,\"spiff__logs\":[]}"));
        assertThat(envelope.length(), is((long) envelope.toBytes().length));
    }

    @Test
    void writesAFailureAsAWholeEnvelope() throws IOException {
        var failure = new ConnectorException(ErrorCode.CONNECT_TIMEOUT, "took too long");
        var out = new ByteArrayOutputStream();

        Envelope.failed(failure, JsonValue.EMPTY_JSON_OBJECT).writeTo(out);

        assertThat(
                out.toString(StandardCharsets.UTF_8),
                is(
                        "{\"command_response\":{\"body\":{},\"mimetype\":\"application/json\",\"http_status\":504},"
                                + "\"command_response_version\":2,"
                                + "\"error\":{\"error_code\":\"ConnectTimeout\",\"message\":\"took too long\"},"
                                + "\"spiff__logs\":[]}"));
    }

    private static Body raw(String json) {
        return new Body.Raw(JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9).orElseThrow());
    }

    private static String text(CommandResult result) throws IOException {
        var envelope = Envelope.of(result);
        var out = new ByteArrayOutputStream();
        envelope.writeTo(out);
        assertThat(envelope.length(), is((long) out.size()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
