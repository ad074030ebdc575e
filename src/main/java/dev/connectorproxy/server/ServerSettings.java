package dev.connectorproxy.server;

import dev.connectorproxy.settings.Section;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Settings under `server:`.
///
/// @param host the address to listen on; default `127.0.0.1`
/// @param port 0 to 65535, 0 for any free one; default 8200
/// @param headerTimeout for the request line and headers, from their first byte; default `PT10S`
/// @param bodyTimeout for the whole request body; default `PT20S`
/// @param idleTimeout for the first byte of a request, and for the peer to read one block of a response; default
///     `PT30S`
/// @param detectHangup whether a command is interrupted when its caller hangs up; default true
/// @param shutdownDelay how long calls are still accepted after readiness has become 503; default none
/// @param shutdownGrace how long requests in flight may run afterwards; default 5 s more than the deadline of a call
/// @param corsOrigins the origins whose scripts may call `/v1/`: exact ones in lower case, or `*`; default none
/// @param pathPrefixes under which every route is served, too; default none
/// @param maxRequestBytes the maximum size of a request body; a setting of `limits:`
public record ServerSettings(
        String host,
        int port,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        boolean detectHangup,
        Duration shutdownDelay,
        Duration shutdownGrace,
        List<String> corsOrigins,
        PathPrefixes pathPrefixes,
        int maxRequestBytes) {
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "[a-z][a-z0-9+.-]*://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?",
                    Pattern.CASE_INSENSITIVE);

    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }
        if (maxRequestBytes < 1) {
            throw new IllegalArgumentException("maxRequestBytes must be positive");
        }
        corsOrigins = List.copyOf(corsOrigins);
    }

    /// @param deadline of a call; a setting of `limits:`
    public static ServerSettings create(Section server, int maxRequestBytes, Duration deadline) {
        return new ServerSettings(
                server.text("host", "127.0.0.1"),
                server.number("port", 8200, 0, 65_535),
                server.duration("header-timeout", Duration.ofSeconds(10)),
                server.duration("body-timeout", Duration.ofSeconds(20)),
                server.duration("idle-timeout", Duration.ofSeconds(30)),
                server.flag("detect-hangup", true),
                server.duration("shutdown-delay", Duration.ZERO),
                server.duration("shutdown-grace", deadline.plusSeconds(5)),
                origins(server, "cors-origins"),
                PathPrefixes.create(server),
                maxRequestBytes);
    }

    /// Whether the address is a loopback address, so that only this machine can reach the listener.
    public boolean isOnLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /// The origins that a list of the settings names, in lower case.
    public static List<String> origins(Section section, String key) {
        var origins = section.texts(key);
        for (var origin : origins) {
            if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
                throw section.invalid(
                        key, "must list origins such as https://arena.example.com (no path), or *");
            }
        }
        return origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }
}
