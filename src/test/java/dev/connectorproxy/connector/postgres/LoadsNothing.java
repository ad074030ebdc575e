package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.sql.SqlConnector;
import dev.connectorproxy.spi.ConnectorContext;
import java.util.Map;

/// A process that creates the commands and runs none, for [LazyDriverTest].
final class LoadsNothing {
    private LoadsNothing() {}

    public static void main(String[] args) {
        var context = new ConnectorContext(Commands.LOOPBACK, Map.of());
        int commands = new PostgresConnector().commands(context).size();
        commands += new SqlConnector().commands(context).size();
        System.out.println("made " + commands);
    }
}
