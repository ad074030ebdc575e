package dev.connectorproxy.observe;

import dev.connectorproxy.toolkit.JsonEscapes;
import java.time.ZoneOffset;

/// One JSON object per line. Absent values are left out. Used by one thread, as those of the appenders in an operator's
/// Logback file are.
public final class JsonEncoder extends LineEncoder {
    private final TimestampFormatter clock =
            new TimestampFormatter("uuuu-MM-dd'T'HH:mm:ss", ZoneOffset.UTC);

    @Override
    void append(StringBuilder out, LogLine line) {
        clock.append(out.append("{\"time\":\""), line.time());
        out.append("Z\",\"level\":\"").append(line.level()).append('"');
        switch (line) {
            case CommandEvent event -> command(out, event);
            case LogMessage message -> message(out, message);
        }
        out.append("}\n");
    }

    private static void message(StringBuilder out, LogMessage message) {
        text(out, "logger", message.logger());
        text(out, "message", message.text());
        text(out, "exception", message.exception());
    }

    private static void command(StringBuilder out, CommandEvent event) {
        out.append(",\"event\":\"command\"");
        var caller = event.caller();
        text(out, "request_id", caller.requestId());
        text(out, "trace_id", caller.traceId());
        text(out, "key", caller.key());
        text(out, "tenant", caller.tenant());
        text(out, "command", event.command());
        text(out, "target", event.egress().target());
        text(out, "process_model", caller.processModel());
        text(out, "process_instance", caller.processInstance());
        text(out, "task_id", caller.taskId());
        outcome(out, event);
        number(out, "bytes_in", event.bytes().in());
        number(out, "bytes_out", event.bytes().out());
        if (event.egress().attempts() > 0) {
            number(out, "upstream_bytes_sent", event.egress().sent());
            number(out, "upstream_bytes_received", event.egress().received());
        }
    }

    private static void outcome(StringBuilder out, CommandEvent event) {
        var outcome = event.outcome();
        number(out, "outer_status", outcome.httpStatus());
        if (outcome.status() > 0) {
            number(out, "http_status", outcome.status());
        }
        text(out, "error_code", outcome.errorCode());
        number(out, "attempts", event.egress().attempts());
        var micros = (outcome.nanos() + 500) / 1_000;
        number(out, "duration_ms", micros / 1_000);
        TimestampFormatter.appendThousandths(out, micros);
    }

    private static void number(StringBuilder out, String name, long value) {
        out.append(",\"").append(name).append("\":").append(value);
    }

    private static void text(StringBuilder out, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        out.append(",\"").append(name).append("\":\"");
        escape(out, value);
        out.append('"');
    }

    private static void escape(StringBuilder out, String value) {
        var from = 0;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (JsonEscapes.isRequired(c) || isUnsafe(c)) {
                out.append(value, from, i);
                from = i + 1;
                JsonEscapes.append(out, c);
            }
        }
        out.append(value, from, value.length());
    }
}
