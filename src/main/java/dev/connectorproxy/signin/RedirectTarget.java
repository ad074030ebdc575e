package dev.connectorproxy.signin;

import java.util.Optional;

/// Where token responses may be sent: an origin as a whole, or below a path of it.
///
/// @param origin as [WebUrl#origin()] writes it
/// @param path if absent, every path
record RedirectTarget(String origin, Optional<PathPrefix> path) {

    /// Parses `https://host` or `https://host/path`; empty if it is neither.
    static Optional<RedirectTarget> parse(String text) {
        return WebUrl.parse(text)
                .flatMap(url ->
                        url.pathAndQuery().isEmpty()
                                ? Optional.of(new RedirectTarget(url.origin(), Optional.empty()))
                                : PathPrefix.parse(url.pathAndQuery())
                                        .map(path ->
                                                new RedirectTarget(
                                                        url.origin(), Optional.of(path))));
    }

    boolean contains(WebUrl url) {
        return origin.equals(url.origin())
                && path.map(prefix -> prefix.contains(url.path())).orElse(true);
    }

    /// The text in one spelling.
    @Override
    public String toString() {
        return origin + path.map(PathPrefix::toString).orElse("");
    }
}
