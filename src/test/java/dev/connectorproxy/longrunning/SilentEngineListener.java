package dev.connectorproxy.longrunning;

import java.time.Duration;

/// An engine listener that ignores all events.
public class SilentEngineListener implements EngineListener {
    @Override
    public void started(Duration sinceAccepted) {}

    @Override
    public void delivered(Duration sinceFinished) {}

    @Override
    public void attempted(String origin, String outcome) {}

    @Override
    public void warning(String message) {}
}
