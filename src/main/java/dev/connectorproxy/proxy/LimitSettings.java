package dev.connectorproxy.proxy;

import dev.connectorproxy.settings.Section;
import java.time.Duration;

/// Settings under `limits:`.
///
/// @param deadline for one command, including queueing, all attempts and the body; below the 45 s after which
///     SpiffArena closes the connection (PT40S)
/// @param requestBytes the largest request body (10 MiB)
/// @param bodyBytes the memory for the bodies of all calls, sent and received (128 MiB, a quarter of the recommended
///     heap; at least four times the largest request body)
/// @param jsonDepth the maximum nesting of a request's JSON (512, at most 1000)
/// @param inFlight concurrent commands (1024)
/// @param waiting calls that may wait for one of them to end (256)
/// @param maxWait how long they wait before they are refused (`wait`, PT1S)
/// @param shares whether each API key has a share of the limits (true)
public record LimitSettings(
        Duration deadline,
        int requestBytes,
        int bodyBytes,
        int jsonDepth,
        int inFlight,
        int waiting,
        Duration maxWait,
        boolean shares) {

    public static LimitSettings create(Section limits) {
        int requestBytes = limits.bytes("request-bytes", 10 << 20);
        int bodyBytes = limits.bytes("body-bytes", 128 << 20);
        if (bodyBytes / 4 < requestBytes) {
            throw limits.invalid("body-bytes", "must be at least four times limits.request-bytes");
        }
        return new LimitSettings(
                limits.duration("deadline", Duration.ofSeconds(40)),
                requestBytes,
                bodyBytes,
                limits.number("json-depth", 512, 1, 1_000),
                limits.number("in-flight", 1024, 1, 1_000_000),
                limits.number("waiting", 256, 0, 1_000_000),
                limits.duration("wait", Duration.ofSeconds(1)),
                limits.flag("shares", true));
    }
}
