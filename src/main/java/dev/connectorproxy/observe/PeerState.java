package dev.connectorproxy.observe;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The state of another proxy whose commands are run here.
///
/// @param name in the settings
/// @param status of the last request for its list
/// @param commands how many of its commands are in the catalogue
/// @param lastSuccess when it last sent its list
public record PeerState(String name, Status status, int commands, Optional<Instant> lastSuccess) {
    public PeerState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(lastSuccess, "lastSuccess");
    }

    /// Whether the last request for its list succeeded.
    public enum Status {
        /// No request has ended yet.
        STARTING,
        UP,
        DOWN;

        /// The text in the health response.
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the last request for its list succeeded.
    public boolean isUp() {
        return status == Status.UP;
    }
}
