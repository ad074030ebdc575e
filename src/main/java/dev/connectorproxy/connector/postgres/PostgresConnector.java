package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `postgres_v2`.
public final class PostgresConnector implements ConnectorProvider {
    private Database database; // null until asked for the commands

    @Override
    public String name() {
        return "postgres_v2";
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        database = new Database(context.egress(), PostgresSettings.create(context.settings()));
        return List.of(
                new CreateTableV2(database),
                new DeleteValuesV2(database),
                new DoSQL(database),
                new DropTableV2(database),
                new InsertValuesV2(database),
                new SelectValuesV2(database),
                new UpdateValuesV2(database));
    }

    /// Closes the idle connections and ends the thread that watches them.
    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
