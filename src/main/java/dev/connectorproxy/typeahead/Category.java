package dev.connectorproxy.typeahead;

import dev.connectorproxy.spi.Egress;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BiFunction;

/// A category of suggestions from the settings.
///
/// @param name the `{category}` in the path
/// @param filtered whether the proxy filters the suggestions by the prefix, instead of the service alone
/// @param source creates the source of the suggestions, which may need the egress and the clock
record Category(
        String name, boolean filtered, BiFunction<Egress, InstantSource, SuggestionSource> source) {
    Category {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
    }
}
