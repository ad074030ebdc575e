package dev.connectorproxy.connector.sql;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Calls the commands of one connector as the proxy does.
public final class SqlCalls implements AutoCloseable {
    private final SqlConnector connector = new SqlConnector();
    private final Map<String, Command> commands;
    private final String url;
    private final String user;
    private final String password;

    SqlCalls(
            Egress egress, Map<String, String> settings, String url, String user, String password) {
        this.commands =
                connector.commands(new ConnectorContext(egress, settings)).stream()
                        .collect(
                                Collectors.toMap(
                                        command -> command.spec().name(), command -> command));
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /// Calls on the shared MariaDB.
    static SqlCalls onMariaDb(String... settings) {
        return new SqlCalls(
                Commands.LOOPBACK, settings(settings), MariaDbServer.url(), "tester", "tester");
    }

    static Map<String, String> settings(String... settings) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return map;
    }

    /// The body of the result.
    ///
    /// @param arguments JSON without the connection
    String run(String command, String arguments) {
        return run(command, arguments, call(Duration.ofSeconds(30)));
    }

    String run(String command, String arguments, Call call) {
        return run(command, arguments, call, url);
    }

    String run(String command, String arguments, Call call, String otherUrl) {
        var json =
                "{\"url\":%s,\"user\":%s,\"password\":%s,%s"
                        .formatted(
                                Json.createValue(otherUrl),
                                Json.createValue(user),
                                Json.createValue(password),
                                arguments.strip().substring(1));
        var members =
                JsonText.of(json.getBytes(StandardCharsets.UTF_8), 100).orElseThrow().members();
        var spec = commands.get(command).spec();
        return text(commands.get(command).execute(ArgumentCheck.check(spec, members), call));
    }

    /// The result of a command on a table.
    ///
    /// @param schema JSON, with apostrophes for quotation marks
    String on(String table, String command, String schema) {
        return run(
                command,
                "{\"table_name\":%s%s}"
                        .formatted(
                                Json.createValue(table),
                                schema.isEmpty()
                                        ? ""
                                        : ",\"schema\":" + schema.replace('\'', '"')));
    }

    String fetch(String sql, String... values) {
        return run("DoSQL", Commands.doSql(sql, true, values));
    }

    String execute(String sql, String... values) {
        return run("DoSQL", Commands.doSql(sql, false, values));
    }

    static Call call(Duration time) {
        return new Call(
                "test",
                false,
                Optional.empty(),
                System.nanoTime() + time.toNanos(),
                Call.Trail.NONE);
    }

    static ConnectorException failure(Runnable call) {
        return Commands.failure(call);
    }

    /// The result, or the failure's message.
    static String attempt(Supplier<String> call) {
        try {
            return call.get();
        } catch (ConnectorException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        connector.close();
    }

    private static String text(CommandResult result) {
        if (result instanceof WithoutLogs(var body, _)) {
            return switch (body) {
                case Body.Raw(var text) -> text.toString();
                case Body.Tree(var value) -> value.toString();
                case Body.Quoted(_), Body.Text(_, _) -> throw new AssertionError(body);
            };
        }
        throw new AssertionError(result);
    }
}
