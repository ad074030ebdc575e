package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.state.StateKey;
import java.time.Instant;
import java.util.Optional;

/// A page that was fetched, without its rows.
///
/// @param call the number of the provider's call that brought it
/// @param pageSize the maximum number of rows that the provider was asked for
/// @param stateBefore the state that the provider was asked with, as JSON; contains secrets, as `stateAfter` may
public record KeptPage(
        long call,
        StateKey key,
        Instant fetchedAt,
        int pageSize,
        Optional<String> stateBefore,
        Optional<String> stateAfter,
        boolean hasMore) {
    private static final int OVERHEAD = 300; // bytes of the objects around the texts

    /// About how many bytes it takes.
    long size() {
        return OVERHEAD + 2L * (stateBefore.orElse("").length() + stateAfter.orElse("").length());
    }
}
