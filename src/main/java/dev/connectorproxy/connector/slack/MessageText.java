package dev.connectorproxy.connector.slack;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonValue.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes the arguments of Slack's method `chat.postMessage` as JSON. Texts stay as the caller wrote them.
final class MessageText {
    static final Parameter TOKEN =
            Parameter.required(
                            "token",
                            ParameterType.STR,
                            "A Slack token (xoxb-…) that may write to the channel.")
                    .withDetails(ofLabel("Token").asSecret());
    static final Parameter MESSAGE =
            Parameter.required("message", ParameterType.STR, "The text, in Slack's own markup.")
                    .withDetails(ofLabel("Message").withExample("*Order 7* has been shipped"));
    static final Parameter BLOCKS =
            Parameter.optional(
                            "blocks",
                            ParameterType.ANY,
                            "Blocks to show in place of the text: a list, or a list as JSON text.")
                    .withDetails(ofLabel("Blocks").withFormat("json").as(ADVANCED));

    private static final int MAX_JSON_DEPTH = 64;

    private MessageText() {}

    /// @param channel the id of the parameter with the channel
    static byte[] toJson(Arguments arguments, String channel) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("{\"channel\":".getBytes(StandardCharsets.US_ASCII));
        arguments.text(channel).ifPresent(json -> out.writeBytes(json.compact()));
        out.writeBytes(",\"text\":".getBytes(StandardCharsets.US_ASCII));
        arguments.text("message").ifPresent(json -> out.writeBytes(json.compact()));
        arguments
                .string("thread_ts")
                .filter(ts -> !ts.isBlank())
                .ifPresent(ts -> {
                    out.writeBytes(",\"thread_ts\":".getBytes(StandardCharsets.US_ASCII));
                    out.writeBytes(JsonText.ofString(ts.strip()).compact());
                });
        blocks(arguments)
                .ifPresent(blocks -> {
                    out.writeBytes(",\"blocks\":".getBytes(StandardCharsets.US_ASCII));
                    out.writeBytes(blocks.compact());
                });
        out.write('}');
        return out.toByteArray();
    }

    private static Optional<JsonText> blocks(Arguments arguments) {
        var given = arguments.text("blocks");
        if (given.isEmpty() || given.get().type() == ValueType.ARRAY) {
            return given;
        }
        var text = arguments.string("blocks").orElse("");
        if (given.get().type() == ValueType.STRING && text.isBlank()) {
            return Optional.empty();
        }
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), MAX_JSON_DEPTH)
                .filter(json -> json.type() == ValueType.ARRAY)
                .or(() -> {
                    throw SlackApi.invalid("blocks", "must be a list, or a list as JSON text");
                });
    }
}
