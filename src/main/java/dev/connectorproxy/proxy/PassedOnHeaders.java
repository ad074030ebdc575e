package dev.connectorproxy.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The headers of a request that are passed on to the targets of its command, besides `X-Request-Id` and `traceparent`:
/// `tracestate` (W3C Trace Context), `baggage` (W3C Baggage), and those that the operator has named for the caller.
/// Values that are too long, or have other characters than visible ASCII, spaces and tabs, are left out.
final class PassedOnHeaders {
    private static final HeaderName TRACESTATE = HeaderNames.create("tracestate");
    private static final HeaderName BAGGAGE = HeaderNames.create("baggage");

    /// What each of the two has to be passed on of, at least; more entries, the oldest ones, are cut off.
    private static final Bounds TRACESTATE_BOUNDS = new Bounds(32, 512);

    private static final Bounds BAGGAGE_BOUNDS = new Bounds(64, 8192);
    private static final int MAX_VALUE_LENGTH = 4096;

    private PassedOnHeaders() {}

    /// How many entries a list has, and how many characters.
    private record Bounds(int entries, int characters) {}

    /// @param traced whether the request has a valid `traceparent`, without which `tracestate` has no meaning
    /// @param named by the operator
    /// @return the values by name
    static Map<String, String> of(
            ServerRequestHeaders headers, boolean traced, List<HeaderName> named) {
        boolean baggage = headers.contains(BAGGAGE);
        if (!traced && !baggage && named.isEmpty()) {
            return Map.of();
        }
        var passedOn = new LinkedHashMap<String, String>();
        if (traced) {
            list(headers, TRACESTATE, TRACESTATE_BOUNDS)
                    .ifPresent(list -> passedOn.put("tracestate", list));
        }
        if (baggage) {
            list(headers, BAGGAGE, BAGGAGE_BOUNDS).ifPresent(list -> passedOn.put("baggage", list));
        }
        for (var name : named) {
            value(headers, name)
                    .filter(value -> value.length() <= MAX_VALUE_LENGTH)
                    .ifPresent(value -> passedOn.put(name.defaultCase(), value));
        }
        return passedOn;
    }

    private static Optional<String> list(
            ServerRequestHeaders headers, HeaderName name, Bounds bounds) {
        return value(headers, name)
                .map(value -> truncated(value, bounds))
                .filter(list -> !list.isEmpty());
    }

    /// The whole entries at the beginning of the list that are within the bounds.
    private static String truncated(String list, Bounds bounds) {
        int end = 0;
        for (int entries = 0; entries < bounds.entries && end < list.length(); entries++) {
            int comma = list.indexOf(',', end == 0 ? 0 : end + 1);
            int next = comma < 0 ? list.length() : comma;
            if (next > bounds.characters) {
                break;
            }
            end = next;
        }
        return list.substring(0, end);
    }

    private static Optional<String> value(ServerRequestHeaders headers, HeaderName name) {
        return headers.contains(name)
                ? Optional.of(String.join(",", headers.all(name, List::of)))
                        .filter(PassedOnHeaders::isValue)
                : Optional.empty();
    }

    private static boolean isValue(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7F));
    }
}
