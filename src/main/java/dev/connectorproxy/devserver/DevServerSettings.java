package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.reload.ReloadSettings;
import dev.connectorproxy.security.SecuritySettings;
import dev.connectorproxy.server.PathPrefixes;
import dev.connectorproxy.server.ServerSettings;
import dev.connectorproxy.settings.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Settings under `dev-server:` except `egress`; the defaults are in parentheses.
///
/// @param enabled whether the development server runs (true)
/// @param listener the address to bind (`address`, `127.0.0.1:8081`; `:8081` for all addresses) and the maximum
///     request body (`request-bytes`, 1 MiB); the timeouts are those of `server:`
/// @param debug whether providers for debugging are listed and responses quote the exception of a provider's bug
///     (true)
/// @param security the API key that callers must send (`api-key` or `api-key-file`; none)
/// @param stateFile the file that keeps connectors and states across restarts (none)
/// @param pageSize page size of fetches that request none; 0 means the connector's own (0)
/// @param maxPageSize the maximum page size that a fetch may request (1000)
/// @param fetchTimeout how long a call of a provider may take, and how long a fetch waits for an earlier fetch with
///     the same state key (PT40S)
/// @param connectors maximum number of connectors (100)
/// @param states maximum number of states of all connectors together (100000)
/// @param inFlight maximum number of concurrent calls of providers (256)
/// @param exchanges maximum number of recorded exchanges of all connectors together (5000)
/// @param exchangeBytes the memory that they may take (`exchange-bytes`, 64 MiB)
/// @param reload which code is loaded again (`classes`, `reload`)
/// @param testsDirectory where tests made of recordings are written, too (none)
public record DevServerSettings(
        boolean enabled,
        ServerSettings listener,
        boolean debug,
        SecuritySettings security,
        Optional<Path> stateFile,
        int pageSize,
        int maxPageSize,
        Duration fetchTimeout,
        int connectors,
        int states,
        int inFlight,
        int exchanges,
        int exchangeBytes,
        ReloadSettings reload,
        Optional<Path> testsDirectory) {
    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]*):([0-9]{1,5})");
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MAX_COUNT = 1_000_000;

    /// Reads the settings.
    ///
    /// @param server the proxy's listener settings, whose timeouts this listener uses too
    public static DevServerSettings create(Section section, ServerSettings server) {
        int maxPageSize = section.number("max-page-size", 1_000, 1, 1_000);
        var settings =
                new DevServerSettings(
                        section.flag("enabled", true),
                        listener(section, server),
                        section.flag("debug", true),
                        SecuritySettings.ofOneKey(section),
                        path(section, "state-file", "the name of a file"),
                        section.number("page-size", 0, 0, maxPageSize),
                        maxPageSize,
                        section.duration("fetch-timeout", Duration.ofSeconds(40)),
                        section.number("connectors", 100, 1, MAX_COUNT),
                        section.number("states", 100_000, 1, MAX_COUNT),
                        section.number("in-flight", 256, 1, MAX_COUNT),
                        section.number("exchanges", 5_000, 1, MAX_COUNT),
                        section.bytes("exchange-bytes", 64 << 20),
                        ReloadSettings.create(section),
                        path(section, "tests-directory", "the name of a directory"));
        if (settings.enabled()
                && !settings.listener().isOnLoopback()
                && !settings.security().keyRequired()) {
            throw section.invalid(
                    "api-key",
                    "must be set where dev-server.address is not a loopback address: "
                            + settings.listener().host());
        }
        return settings;
    }

    private static ServerSettings listener(Section section, ServerSettings server) {
        var address = ADDRESS.matcher(section.text("address", "127.0.0.1:8081").strip());
        if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
            throw section.invalid("address", "must be host:port, such as 127.0.0.1:8081, or :port");
        }
        var host = address.group(1).isEmpty() ? "0.0.0.0" : address.group(1);
        return new ServerSettings(
                host,
                Integer.parseInt(address.group(2)),
                server.headerTimeout(),
                server.bodyTimeout(),
                server.idleTimeout(),
                false, // no request watches its caller
                Duration.ZERO,
                GRACE,
                List.of(),
                PathPrefixes.NONE,
                section.bytes("request-bytes", 1 << 20));
    }

    private static Optional<Path> path(Section section, String key, String expected) {
        try {
            return section.text(key).filter(it -> !it.isBlank()).map(Path::of);
        } catch (InvalidPathException _) {
            throw section.invalid(key, "must be " + expected);
        }
    }
}
