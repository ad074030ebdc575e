package dev.connectorproxy.typeahead;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A category of suggestions from the settings.
///
/// @param name the `{category}` in the path
/// @param match the keys of which one value must begin with the prefix. If empty, every key counts; but if a service
///     receives the prefix, its selection is final
record Category(String name, List<String> match, Origin origin) {
    Category {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(origin, "origin");
        match = List.copyOf(match);
    }

    /// Where the suggestions come from.
    sealed interface Origin {

        /// The settings or a file.
        record Local(SuggestionSource source) implements Origin {}

        /// An HTTP service.
        ///
        /// @param cache how long a response is reused; if absent, it is not cached
        record Remote(HttpSource.Service service, Optional<Duration> cache) implements Origin {}
    }

    /// Whether the proxy filters the suggestions by the prefix, instead of the service alone.
    boolean isFilteredHere() {
        return !match.isEmpty()
                || !(origin instanceof Origin.Remote(var service, _)
                        && service.prefixParameter().isPresent());
    }
}
