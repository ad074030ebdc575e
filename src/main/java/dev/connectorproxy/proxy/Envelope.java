package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Bare;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unlogged;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonArrayBuilder;
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

/// The answer to a call, version 2 of `command_response` (connector proxy protocol 1.0.0). The only class that knows its
/// field names. It is written around the body, so that JSON of the outside world passes byte for byte.
final class Envelope {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String HEAD = "{\"command_response\":{\"body\":";

    private final byte[] before;
    private final Middle middle;
    private final byte[] after;
    private final long length;

    /// What stands between the parts that are ready: nothing, or a body that is written as it is.
    private interface Middle {
        Middle NOTHING = _ -> {};

        void writeTo(OutputStream out) throws IOException;
    }

    /// An array that is handed out without another copy.
    private static final class Whole extends ByteArrayOutputStream {
        Whole(int length) {
            super(length);
        }

        byte[] bytes() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private Envelope(String before, Middle middle, long middleLength, String after) {
        this.before = before.getBytes(StandardCharsets.UTF_8);
        this.middle = middle;
        this.after = after.getBytes(StandardCharsets.UTF_8);
        this.length = this.before.length + middleLength + this.after.length;
    }

    static Envelope of(CommandResult result) {
        return switch (result) {
            case Done done -> done(done);
            case Bare(var value) -> new Envelope(value.toString(), Middle.NOTHING, 0, "");
            case Unlogged(var body, var status) -> around(body, unlogged(status));
        };
    }

    /// A failure, told as a whole envelope.
    static Envelope failed(ConnectorException failure, JsonValue body) {
        return done(
                new Done(
                        new Body.Tree(body),
                        OptionalInt.of(failure.httpStatus()),
                        Optional.empty(),
                        Optional.of(new CommandError(failure.code(), failure.getMessage())),
                        List.of()));
    }

    /// The answer of another proxy, which has an envelope already.
    static Envelope asItIs(JsonText text) {
        return new Envelope("", text::writeTo, text.length(), "");
    }

    /// The reference's own words for a command that is not there.
    static Envelope unknownCommand(CommandError error) {
        return new Envelope(
                "{\"command_response\":{},\"error\":" + error(error) + "}", Middle.NOTHING, 0, "");
    }

    /// The length of the whole in bytes.
    long length() {
        return length;
    }

    /// The whole in memory.
    byte[] toBytes() {
        var whole = new Whole((int) length);
        try {
            writeTo(whole);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return whole.bytes();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(before);
        middle.writeTo(out);
        out.write(after);
    }

    private static Envelope done(Done done) {
        return around(done.body(), tail(done));
    }

    private static String unlogged(OptionalInt status) {
        var told = status.isPresent() ? ",\"http_status\":" + status.getAsInt() : "";
        return ",\"mimetype\":\"application/json\""
                + told
                + "},\"command_response_version\":2,\"error\":null}";
    }

    private static Envelope around(Body body, String tail) {
        return switch (body) {
            case Body.Raw(var text) -> new Envelope(HEAD, text::writeTo, text.length(), tail);
            case Body.Tree(var value) ->
                    new Envelope(HEAD, Middle.NOTHING, 0, value.toString() + tail);
            case Body.Text(var name, var text) ->
                    text(HEAD + "{" + JSON.createValue(name) + ":", text, "}" + tail);
        };
    }

    private static Envelope text(String before, String text, String after) {
        var escaped = new EscapedText(text);
        try {
            return new Envelope(before, escaped::writeTo, escaped.length(), after);
        } catch (IOException e) {
            throw new UncheckedIOException("counting does not fail", e);
        }
    }

    private static String tail(Done done) {
        var tail = new StringBuilder(128).append(",\"mimetype\":\"application/json\"");
        done.httpStatus().ifPresent(it -> tail.append(",\"http_status\":").append(it));
        done.headers().ifPresent(it -> tail.append(",\"headers\":").append(object(it)));
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
        if (fields.isEmpty()) {
            return "{}";
        }
        var object = JSON.createObjectBuilder();
        fields.forEach(object::add);
        return object.build().toString();
    }

    private static String array(List<String> lines) {
        if (lines.isEmpty()) {
            return "[]";
        }
        JsonArrayBuilder array = JSON.createArrayBuilder();
        lines.forEach(array::add);
        return array.build().toString();
    }
}
