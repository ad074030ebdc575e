package dev.connectorproxy.typeahead;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A category as the settings describe it.
///
/// @param name the `{category}` of the path
/// @param match the keys whose values must begin with what was typed; none: every key, or, where a service is given what was
///     typed, its own choice
record Category(String name, List<String> match, Origin origin) {
    Category {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(origin, "origin");
        match = List.copyOf(match);
    }

    /// Where its suggestions come from.
    sealed interface Origin {

        /// The settings, or a file.
        record Here(Source source) implements Origin {}

        /// A service.
        ///
        /// @param cache how long an answer is used again, if at all
        record There(HttpSource.Service service, Optional<Duration> cache) implements Origin {}
    }

    /// Whether the suggestions are chosen by what was typed here, and not by the service alone.
    boolean filters() {
        return !match.isEmpty()
                || !(origin instanceof Origin.There(var service, _)
                        && service.prefixParameter().isPresent());
    }
}
