package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unwrapped;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The response to a call: version 2 of `command_response` (connector proxy protocol 1.0.0). Only this class knows its
/// field names. It is written around the body, so that JSON of a target is passed on byte for byte.
public final class Envelope {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String HEAD = "{\"command_response\":{\"body\":";
    private static final byte[] PARSED_BODY =
            ",\"parsed_body\":".getBytes(StandardCharsets.US_ASCII);

    private final byte[] prefix;
    private final BodyWriter bodyWriter;
    private final byte[] suffix;
    private final long length;

    /// Writes the part between prefix and suffix: nothing, or a body without a copy of it.
    private interface BodyWriter {
        BodyWriter EMPTY = _ -> {};

        void writeTo(OutputStream out) throws IOException;
    }

    /// A buffer that returns its array without a copy when it is exactly full.
    private static final class ExactBuffer extends ByteArrayOutputStream {
        ExactBuffer(int length) {
            super(length);
        }

        byte[] bytes() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private Envelope(String prefix, BodyWriter bodyWriter, long bodyLength, String suffix) {
        this.prefix = JsonText.toUtf8(prefix);
        this.bodyWriter = bodyWriter;
        this.suffix = JsonText.toUtf8(suffix);
        this.length = this.prefix.length + bodyLength + this.suffix.length;
    }

    public static Envelope of(CommandResult result) {
        return switch (result) {
            case Done done -> done(done);
            case Unwrapped(var value) -> new Envelope(value.toString(), BodyWriter.EMPTY, 0, "");
            case WithoutLogs(var body, var status) -> ofBody(body, tailWithoutLogs(status));
        };
    }

    /// The complete envelope of a failure.
    public static Envelope failed(ConnectorException failure, JsonValue body) {
        return done(
                new Done(
                        new Body.Tree(body),
                        OptionalInt.of(failure.httpStatus()),
                        Optional.empty(),
                        Optional.of(new CommandError(failure.code(), failure.getMessage())),
                        List.of()));
    }

    /// The response of another proxy, which has its own envelope.
    static Envelope passThrough(JsonText text) {
        return new Envelope("", text::writeTo, text.length(), "");
    }

    /// An envelope that is complete.
    static Envelope of(JsonObject envelope) {
        return new Envelope(envelope.toString(), BodyWriter.EMPTY, 0, "");
    }

    /// The text of async-http for an unknown command.
    static Envelope unknownCommand(CommandError error) {
        return new Envelope(
                "{\"command_response\":{},\"error\":" + error(error) + "}",
                BodyWriter.EMPTY,
                0,
                "");
    }

    /// The length in bytes.
    long length() {
        return length;
    }

    public byte[] toBytes() {
        var buffer = new ExactBuffer((int) length);
        try {
            writeTo(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return buffer.bytes();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(prefix);
        bodyWriter.writeTo(out);
        out.write(suffix);
    }

    private static Envelope done(Done done) {
        return ofBody(done.body(), tail(done));
    }

    private static String tailWithoutLogs(OptionalInt status) {
        var statusField = status.isPresent() ? ",\"http_status\":" + status.getAsInt() : "";
        return ",\"mimetype\":\"application/json\""
                + statusField
                + "},\"command_response_version\":2,\"error\":null}";
    }

    private static Envelope ofBody(Body body, String tail) {
        return switch (body) {
            case Body.Raw(var text) -> new Envelope(HEAD, text::writeTo, text.length(), tail);
            case Body.Tree(var value) ->
                    new Envelope(HEAD, BodyWriter.EMPTY, 0, value.toString() + tail);
            case Body.Text(var name, var text) -> {
                var escaped = new EscapedText(text);
                yield new Envelope(
                        HEAD + "{" + JSON.createValue(name) + ":",
                        escaped::writeTo,
                        escaped.length(),
                        "}" + tail);
            }
            case Body.Quoted(var text) -> quoted(text, tail);
        };
    }

    private static Envelope quoted(JsonText json, String tail) {
        var escaped = new EscapedText(json.toString());
        return new Envelope(
                HEAD,
                out -> {
                    escaped.writeTo(out);
                    out.write(PARSED_BODY);
                    json.writeTo(out);
                },
                escaped.length() + PARSED_BODY.length + json.length(),
                tail);
    }

    private static String tail(Done done) {
        var tail = new StringBuilder(128).append(",\"mimetype\":\"application/json\"");
        done.httpStatus().ifPresent(status -> tail.append(",\"http_status\":").append(status));
        done.headers().ifPresent(headers -> tail.append(",\"headers\":").append(object(headers)));
        return tail.append("},\"command_response_version\":2,\"error\":")
                .append(done.error().map(Envelope::error).orElse("null"))
                .append(",\"spiff__logs\":")
                .append(array(done.logs()))
                .append('}')
                .toString();
    }

    private static String error(CommandError error) {
        return "{\"error_code\":%s,\"message\":%s}"
                .formatted(JSON.createValue(error.code()), JSON.createValue(error.message()));
    }

    private static String object(Map<String, String> fields) {
        return fields.isEmpty() ? "{}" : JSON.createObjectBuilder(fields).build().toString();
    }

    private static String array(List<String> lines) {
        return lines.isEmpty() ? "[]" : JSON.createArrayBuilder(lines).build().toString();
    }
}
