package dev.connectorproxy.signin;

import dev.connectorproxy.toolkit.PercentCodec;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The beginning of a path, segment by segment: `/app` contains `/app` and `/app/x`, not `/application`. A path counts as
/// contained only if every server would find it there: with escapes decoded never, once or repeatedly, with empty
/// segments and path parameters kept or removed, and with backslashes read as slashes.
///
/// @param segments not empty
record PathPrefix(List<String> segments) {
    private static final String SYNTAX = "(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+/?";
    private static final int MAX_DECODINGS = 8;

    PathPrefix {
        segments = List.copyOf(segments);
    }

    /// Parses a prefix; empty if it has anything else than segments of unreserved characters.
    static Optional<PathPrefix> parse(String path) {
        return path.matches(SYNTAX)
                ? Optional.of(new PathPrefix(List.of(path.substring(1).split("/"))))
                : Optional.empty();
    }

    /// @param path of a URL, without its query
    boolean contains(String path) {
        var decoded = path;
        for (int i = 0; i < MAX_DECODINGS; i++) {
            if (!isUnambiguous(decoded) || !containsDecoded(decoded.replace('\\', '/'))) {
                return false;
            }
            var next = PercentCodec.decodeLeniently(decoded);
            if (next.equals(decoded)) {
                return true;
            }
            decoded = next;
        }
        return false;
    }

    /// `/app`.
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }

    private boolean containsDecoded(String path) {
        var withoutEmpty = path.replaceAll("/{2,}", "/");
        return begins(path)
                && begins(withoutEmpty)
                && begins(withoutParameters(path))
                && begins(withoutParameters(withoutEmpty).replaceAll("/{2,}", "/"));
    }

    /// Whether the path begins with this prefix once its dot segments are removed (RFC 3986, section 5.2.4).
    private boolean begins(String path) {
        var kept = new ArrayDeque<String>();
        Arrays.stream(path.split("/", -1))
                .skip(1)
                .forEach(segment -> {
                    switch (segment) {
                        case "." -> {}
                        case ".." -> kept.pollLast();
                        default -> kept.add(segment);
                    }
                });
        return kept.stream().limit(segments.size()).toList().equals(segments);
    }

    private static String withoutParameters(String path) {
        return path.replaceAll(";[^/]*", "");
    }

    private static boolean isUnambiguous(String path) {
        return path.chars().noneMatch(c -> Character.isISOControl(c) || c == '\uFFFD');
    }
}
