package dev.connectorproxy.connector.postgres;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.Await;
import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.connector.postgres.session.PostgresSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is left of a connector after its end.
class ClosingTest {
    private static final String COUNT =
            "select count(*) from pg_stat_activity where application_name = 'closing-test'";

    @Test
    void noConnectionIsLeftOpen() {
        var database =
                new PostgresRunner(
                        Commands.LOOPBACK,
                        PostgresSettings.create(Map.of()),
                        _ -> PostgresServer.TLS.trust());
        var commands =
                new Commands(database)
                        .with(PostgresServer.dsn() + " application_name=closing-test");
        commands.fetch("select 1");
        var others = Commands.onServer();
        assertThat(others.fetch(COUNT), is("[[1]]"));

        database.close();

        Await.condition("the server sees no connection", () -> others.fetch(COUNT).equals("[[0]]"));
    }

    @Test
    void aCallThatCameTooLateKeepsNoConnection() {
        var database =
                new PostgresRunner(
                        Commands.LOOPBACK,
                        PostgresSettings.create(Map.of()),
                        _ -> PostgresServer.TLS.trust());
        database.close();

        var commands =
                new Commands(database).with(PostgresServer.dsn() + " application_name=too-late");

        assertThat(commands.fetch("select 1"), is("[[1]]"));
        var others = Commands.onServer();
        Await.condition(
                "the server sees no connection",
                () -> others.fetch(COUNT.replace("closing-test", "too-late")).equals("[[0]]"));
    }
}
