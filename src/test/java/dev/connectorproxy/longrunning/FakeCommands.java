package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;

/// Commands that all do the same work, and have an empty object as their outcome.
record FakeCommands(Runnable work) implements DeferredCallService.Commands {
    @Override
    public DeferredCall.Outcome run(String id, DeferredCall call) {
        work.run();
        return outcome();
    }

    @Override
    public String target(DeferredCall call) {
        return "";
    }

    @Override
    public DeferredCall.Outcome toOutcome(
            String command, Arguments arguments, ConnectorException failure) {
        return outcome();
    }

    static DeferredCall.Outcome outcome() {
        return new DeferredCall.Outcome("{}".getBytes(), "");
    }
}
