package dev.connectorproxy.proxy;

import dev.connectorproxy.proxy.CallerProfile.StatusStyle;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.security.SecuritySettings;
import dev.connectorproxy.server.ServerSettings;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.toolkit.Globs;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Settings under `callers`, a list: what differs from the defaults for the callers with one of the API keys `keys`, and
/// those in one of `networks` that have none, see [SecuritySettings]. Each has a `name` and at least one of the two,
/// and `deadline` (`limits.deadline`), `status` (`inside`), `forward-headers` (none), `cors-origins` (those of
/// `server:`) and `hidden-commands` (`catalogue.hidden`).
///
/// @param byName the profiles by the name of a key or network
/// @param others of all other callers
public record CallerProfiles(Map<String, CallerProfile> byName, CallerProfile others) {
    /// Those that describe the connection or the body, and those that a request to a target has in any case.
    private static final Set<String> NOT_FORWARDED =
            Set.of(
                    "accept",
                    "accept-encoding",
                    "baggage",
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "te",
                    "traceparent",
                    "tracestate",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "via",
                    "x-request-id",
                    "spiff-connector-proxy-api-key");

    public CallerProfiles {
        byName = Map.copyOf(byName);
    }

    /// @param deadline that of `limits:`
    /// @param corsOrigins those of `server:`
    /// @param keys the names of the API keys
    public static CallerProfiles create(
            Section root, Duration deadline, List<String> corsOrigins, Collection<String> keys) {
        var others =
                new CallerProfile(
                        deadline,
                        StatusStyle.INSIDE,
                        List.of(),
                        corsOrigins,
                        Globs.of(root.section("catalogue").texts("hidden")));
        var profiles = new HashMap<String, CallerProfile>();
        for (var section : root.sections("callers")) {
            var profile = profile(section, others);
            for (var name : names(section, keys)) {
                if (profiles.put(name, profile) != null) {
                    throw section.invalid("keys", "must not name the key of another caller");
                }
            }
        }
        return new CallerProfiles(profiles, others);
    }

    CallerProfile of(Caller caller) {
        return byName.isEmpty()
                ? others
                : caller.key().map(name -> byName.getOrDefault(name, others)).orElse(others);
    }

    /// The origins of the pages that may call as any of the callers.
    public List<String> corsOrigins() {
        return Stream.concat(Stream.of(others), byName.values().stream())
                .flatMap(profile -> profile.corsOrigins().stream())
                .distinct()
                .toList();
    }

    private static List<String> names(Section section, Collection<String> keys) {
        var own = SecuritySettings.name(section);
        var named = section.texts("keys");
        if (!keys.containsAll(named)) {
            throw section.invalid(
                    "keys", "must list names of API keys of security.keys, or default");
        }
        if (!section.has("networks") && named.isEmpty()) {
            throw section.invalid("keys", "must name an API key, or networks must be there");
        }
        return section.has("networks")
                ? Stream.concat(Stream.of(own), named.stream()).toList()
                : named;
    }

    private static CallerProfile profile(Section section, CallerProfile others) {
        var deadline = section.duration("deadline", others.deadline());
        if (deadline.compareTo(others.deadline()) > 0) {
            throw section.invalid("deadline", "must be at most limits.deadline");
        }
        return new CallerProfile(
                deadline,
                status(section),
                section.texts("forward-headers").stream()
                        .map(name -> headerName(section, name))
                        .toList(),
                section.has("cors-origins")
                        ? ServerSettings.origins(section, "cors-origins")
                        : others.corsOrigins(),
                section.has("hidden-commands")
                        ? Globs.of(section.texts("hidden-commands"))
                        : others.hidden());
    }

    private static StatusStyle status(Section section) {
        return switch (section.text("status", "inside")) {
            case "inside" -> StatusStyle.INSIDE;
            case "outside" -> StatusStyle.OUTSIDE;
            case "all" -> StatusStyle.ALL;
            default -> throw section.invalid("status", "must be inside, outside or all");
        };
    }

    private static HeaderName headerName(Section section, String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!name.matches("[A-Za-z0-9_-]{1,64}")
                || NOT_FORWARDED.contains(lower)
                || lower.startsWith("proxy-")) {
            throw section.invalid(
                    "forward-headers",
                    "must name request headers in letters, digits, dashes and underscores, and none that belongs to the connection or the body, or is passed on in any case: "
                            + name);
        }
        return HeaderNames.create(name);
    }
}
