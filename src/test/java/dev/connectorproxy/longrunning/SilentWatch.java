package dev.connectorproxy.longrunning;

import java.time.Duration;

/// An engine listener that ignores all events.
final class SilentWatch implements Watch {
    @Override
    public void began(Duration sinceAccepted) {}

    @Override
    public void delivered(Duration sinceFinished) {}

    @Override
    public void warning(String message) {}
}
