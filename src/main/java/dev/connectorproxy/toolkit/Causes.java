package dev.connectorproxy.toolkit;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Searches a throwable and its chain of causes.
public final class Causes {
    private static final int MAX_CAUSES = 100; // a chain may be a circle

    private Causes() {}

    /// The first of that type: the throwable itself, or one of its causes.
    public static <T> Optional<T> find(Throwable thrown, Class<T> type) {
        return chain(thrown).filter(type::isInstance).map(type::cast).findFirst();
    }

    /// Whether the throwable or one of its causes has that type.
    public static boolean has(Throwable thrown, Class<?> type) {
        return chain(thrown).anyMatch(type::isInstance);
    }

    /// The last cause; the throwable itself if it has none.
    public static Throwable root(Throwable thrown) {
        return chain(thrown).reduce(thrown, (_, cause) -> cause);
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
    }
}
