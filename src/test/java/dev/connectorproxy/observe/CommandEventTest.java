package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.observe.CommandEvent.Bytes;
import dev.connectorproxy.observe.CommandEvent.Caller;
import dev.connectorproxy.observe.CommandEvent.Outcome;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandEventTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:01.123Z");
    private static final Caller CALLER =
            new Caller("request-id", "", "arena", "", "shop/order", "42", "task-1");
    private static final CommandTrail.Snapshot EGRESS =
            new CommandTrail.Snapshot("https://api.example.com:443", 1, 10, 2_000);
    private static final Outcome NOT_FOUND = new Outcome(200, 404, "HttpError404", 12_345_678);

    @Test
    void isOneJsonObjectWithItsFieldsInOrder() {
        var event = event(CALLER, NOT_FOUND, EGRESS);

        assertThat(
                json(event),
                is(
                        "{\"time\":\"2026-05-04T12:00:01.123Z\",\"level\":\"INFO\",\"event\":\"command\","
                                + "\"request_id\":\"request-id\",\"key\":\"arena\",\"command\":\"http/GetRequest\","
                                + "\"target\":\"https://api.example.com:443\",\"process_model\":\"shop/order\","
                                + "\"process_instance\":\"42\",\"task_id\":\"task-1\",\"outer_status\":200,"
                                + "\"http_status\":404,\"error_code\":\"HttpError404\",\"attempts\":1,"
                                + "\"duration_ms\":12.346,\"bytes_in\":100,\"bytes_out\":3000,"
                                + "\"upstream_bytes_sent\":10,\"upstream_bytes_received\":2000}\n"));
    }

    @Test
    void leavesOutWhatIsAbsent() {
        var caller = new Caller("r", "", "", "", "", "", "");
        var event = event(caller, new Outcome(200, 0, "", 1_000), new CommandTrail().snapshot());

        assertThat(
                parse(json(event)).keySet(),
                contains(
                        "time",
                        "level",
                        "event",
                        "request_id",
                        "command",
                        "outer_status",
                        "attempts",
                        "duration_ms",
                        "bytes_in",
                        "bytes_out"));
    }

    @Test
    void isOneReadableLineOfText() {
        assertThat(
                text(event(CALLER, NOT_FOUND, EGRESS)),
                is(
                        "12:00:01.123 INFO http/GetRequest 200 -> 404 HttpError404 in 12.3 ms, 1 attempt, "
                                + "https://api.example.com:443 [request-id]\n"));
        assertThat(
                text(event(CALLER, new Outcome(200, 0, "", 40_000), new CommandTrail().snapshot())),
                is("12:00:01.123 INFO http/GetRequest 200 in 0.0 ms [request-id]\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', INFO",
        "200, HttpError503, INFO",
        "200, ReadTimeout, WARNING",
        "200, HttpErrorX, WARNING",
        "404, command_not_found, WARNING",
        "503, ProxyOverloaded, WARNING",
        "200, INTERNAL_ERROR, WARNING",
        "500, INTERNAL_ERROR, ERROR",
        "500, KeyError, WARNING"
    })
    void hasAHigherLevelWhenTheProxyFailed(int httpStatus, String code, LogSettings.Level level) {
        assertThat(event(CALLER, new Outcome(httpStatus, 500, code, 1), EGRESS).level(), is(level));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n{\"time\":\"forged\"}",
                "a\r\n12:00:00.000 ERROR forged",
                "a\u0085b\u2028c\u2029d",
                "\u001b[2Jred\u009b31m",
                "\u0000\u007f\b\f\t",
                "\u202eevil\u2066\u200b\ufeff",
                "\",\"level\":\"ERROR",
                "back\\slash \\n \\u000a",
                "\ud800 lonely"
            })
    void cannotBeForgedByACaller(String evil) {
        var caller = new Caller(evil, evil, evil, evil, evil, evil, evil);
        var event =
                new CommandEvent(
                        NOON,
                        caller,
                        evil,
                        new Outcome(200, 400, evil, 1),
                        new Bytes(0, 0),
                        new CommandTrail.Snapshot(evil, 1, 0, 0));

        var json = json(event);
        var text = text(event);

        assertThat(parse(json).getString("request_id"), is(evil));
        assertThat(parse(json).getString("level"), is("WARNING"));
        for (var line : new String[] {json, text}) {
            assertThat(line.indexOf('\n'), is(line.length() - 1));
            assertThat(
                    line.strip().chars().filter(it -> LineEncoder.isUnsafe((char) it)).count(),
                    is(0L));
        }
    }

    @Test
    void truncatesWhatACallerSends() {
        var huge = "x".repeat(1_000_000);
        var event =
                new CommandEvent(
                        NOON,
                        new Caller(huge, huge, huge, huge, huge, huge, huge),
                        huge,
                        new Outcome(200, 400, huge, 1),
                        new Bytes(0, 0),
                        new CommandTrail.Snapshot(huge, 1, 0, 0));

        assertThat(json(event).length(), lessThan(2_000));
        assertThat(parse(json(event)).getString("request_id").length(), is(128));
        assertThat(parse(json(event)).getString("process_model").length(), is(256));
    }

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, 4bf92f3577b34da6a3ce929d0e0e4736",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01, ''",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7, ''",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01, ''",
        "garbage, ''"
    })
    void takesTheTraceIdFromATraceparentThatIsOne(String traceparent, String traceId) {
        assertThat(Caller.traceId(Optional.of(traceparent)), is(traceId));
        assertThat(Caller.traceId(Optional.empty()), is(""));
    }

    @Test
    void writesAFailureWithItsFramesButNotItsMessage() {
        var canaries = new Canaries();
        var cause = new IllegalStateException(canaries.plain("message of the cause"));
        var failure =
                new IllegalArgumentException(canaries.withSpecialCharacters("message"), cause);
        var message =
                new LogMessage(
                        NOON, LogSettings.Level.ERROR, "logger", "words", StackTrace.of(failure));

        var json = json(message);
        var text = text(message);

        canaries.assertAbsentFrom(json + text);
        assertThat(
                parse(json).keySet(), contains("time", "level", "logger", "message", "exception"));
        assertThat(
                parse(json).getString("exception"),
                startsWith("java.lang.IllegalArgumentException\n\tat " + getClass().getName()));
        assertThat(
                text,
                startsWith(
                        "12:00:01.123 ERROR logger: words\n    java.lang.IllegalArgumentException\n        at "
                                + getClass().getName()));
        assertThat(text.lines().skip(1).allMatch(it -> it.startsWith("    ")), is(true));
    }

    @Test
    void limitsAStackTraceWithACycleOfCauses() {
        var one = new IllegalStateException();
        one.initCause(new IllegalStateException(one));

        var trace = StackTrace.of(one);

        assertThat(trace, containsString("Caused by: "));
        assertThat(trace.length(), lessThanOrEqualTo(StackTrace.MAX_LENGTH));
    }

    @Test
    void limitsAMessage() {
        var message = new LogMessage(NOON, LogSettings.Level.INFO, "l", "x".repeat(1_000_000), "");

        assertThat(json(message).length(), lessThan(5_000));
    }

    private static CommandEvent event(
            Caller caller, Outcome outcome, CommandTrail.Snapshot egress) {
        return new CommandEvent(
                NOON, caller, "http/GetRequest", outcome, new Bytes(100, 3_000), egress);
    }

    private static String json(LogLine line) {
        var out = new StringBuilder();
        new JsonEncoder().append(out, line);
        return out.toString();
    }

    private static String text(LogLine line) {
        var out = new StringBuilder();
        new TextEncoder(ZoneOffset.UTC).append(out, line);
        return out.toString();
    }

    private static JsonObject parse(String line) {
        return Json.createReader(new StringReader(line)).readObject();
    }
}
