package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.ConnectorContext;
import java.util.Map;

/// A process that creates the commands and runs none, for [LazyDriverTest].
final class LoadsNothing {
    private LoadsNothing() {}

    public static void main(String[] args) {
        var commands =
                new PostgresConnector().commands(new ConnectorContext(Commands.LOOPBACK, Map.of()));
        System.out.println("made " + commands.size());
    }
}
