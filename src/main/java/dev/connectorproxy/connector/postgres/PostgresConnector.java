package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.connector.postgres.session.PostgresSettings;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.SetupField;
import java.util.List;

/// The connector `postgres_v2`.
public final class PostgresConnector implements ConnectorProvider {
    private PostgresRunner database; // null until asked for the commands

    @Override
    public String name() {
        return "postgres_v2";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                        "PostgreSQL",
                        "Select, insert, update and delete rows, or any SQL, with bound values.",
                        "database",
                        "https://www.postgresql.org/docs/current/")
                .withConfigFields(
                        SetupField.password(
                                        "connection_string",
                                        "POSTGRES_CONNECTION_STRING",
                                        "Connection String")
                                .withHelp(
                                        "libpq's key=value pairs, such as host=db.example.com dbname=orders user=me password=…, or a postgresql:// URL.")
                                .filling("database_connection_str"));
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var runner =
                new PostgresRunner(context.egress(), PostgresSettings.create(context.settings()));
        database = runner;
        return List.of(
                new CreateTableV2(runner),
                new DeleteValuesV2(runner),
                new DoSQL(runner),
                new DropTableV2(runner),
                new InsertValuesV2(runner),
                new SelectValuesV2(runner),
                new UpdateValuesV2(runner));
    }

    /// Closes the idle connections and ends the thread that watches them.
    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
