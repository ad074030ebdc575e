package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.spi.Egress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/// What the commands share.
///
/// @param clock for the timestamps of the V2 commands' log lines
/// @param sleeper waits between two attempts of a V2 command
public record HttpContext(
        Egress egress, HttpSettings settings, InstantSource clock, Sleeper sleeper) {
    public HttpContext {
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "pause");
    }

    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    public static HttpContext of(Egress egress, HttpSettings settings) {
        return new HttpContext(egress, settings, InstantSource.system(), Thread::sleep);
    }
}
