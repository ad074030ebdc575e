package dev.connectorproxy.longrunning;

import java.time.Duration;

/// A watch that keeps to itself what it is told.
final class SilentWatch implements Watch {
    @Override
    public void began(Duration sinceAccepted) {}

    @Override
    public void delivered(Duration sinceFinished) {}

    @Override
    public void warning(String message) {}
}
