package dev.connectorproxy.observe;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// How another proxy stands whose commands are run here.
///
/// @param name as the settings have it
/// @param commands how many of its commands are in the catalogue
/// @param answered when it last handed out its list
public record PeerState(String name, Standing standing, int commands, Optional<Instant> answered) {
    public PeerState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(answered, "answered");
    }

    /// Whether it handed out its list when it was last asked.
    public enum Standing {
        /// It has not been heard of yet.
        STARTING,
        UP,
        DOWN;

        /// As health tells it.
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether it handed out its list when it was last asked.
    public boolean isUp() {
        return standing == Standing.UP;
    }
}
