package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.connector.postgres.session.PostgresRunner;
import dev.connectorproxy.connector.postgres.session.PostgresSettings;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs the commands of one connector as the proxy does.
public final class Commands {
    private final Map<String, Command> commands;
    private String dsn = "";
    private Call.SecretPolicy policy = Call.SecretPolicy.NONE;

    public Commands(Egress egress, Map<String, String> settings) {
        this(
                new PostgresRunner(
                        egress,
                        PostgresSettings.create(settings),
                        _ -> PostgresServer.TLS.trust()));
    }

    public Commands(PostgresRunner database) {
        this.commands =
                List.of(
                                new CreateTableV2(database),
                                new DeleteValuesV2(database),
                                new DoSQL(database),
                                new DropTableV2(database),
                                new InsertValuesV2(database),
                                new SelectValuesV2(database),
                                new UpdateValuesV2(database))
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        command -> command.spec().name(), command -> command));
    }

    /// The commands on the shared server.
    public static Commands onServer(String... settings) {
        var map = new HashMap<String, String>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new Commands(LOOPBACK, map).with(PostgresServer.dsn());
    }

    /// The same commands for this connection string.
    public Commands with(String dsn) {
        this.dsn = dsn;
        return this;
    }

    /// The same commands, from now on called with this policy for secrets.
    public Commands with(Call.SecretPolicy secretPolicy) {
        this.policy = secretPolicy;
        return this;
    }

    /// Runs a command and returns the body of its result.
    ///
    /// @param arguments JSON without the connection string
    String run(String command, String arguments) {
        return run(command, arguments, Duration.ofSeconds(30));
    }

    public String run(String command, String arguments, Duration time) {
        return body(commands.get(command), dsn, arguments, call(time).with(policy));
    }

    /// Runs `DoSQL` and fetches the rows.
    public String fetch(String sql, String... values) {
        return run("DoSQL", doSql(sql, true, values));
    }

    /// Runs `DoSQL` without fetching.
    public String execute(String sql, String... values) {
        return run("DoSQL", doSql(sql, false, values));
    }

    /// Runs a command that must fail and returns the failure.
    ConnectorException failure(String command, String arguments) {
        return failure(() -> run(command, arguments));
    }

    public static ConnectorException failure(Runnable call) {
        try {
            call.run();
        } catch (ConnectorException e) {
            return e;
        }
        throw new AssertionError("the call did not fail");
    }

    /// Runs what may fail as well.
    static void attempt(Runnable call) {
        try {
            call.run();
        } catch (ConnectorException _) {
            // refused
        }
    }

    public static String doSql(String sql, boolean fetch, String... values) {
        return "{\"schema\":{\"sql\":%s,\"fetch_results\":%s,\"values\":[%s]}}"
                .formatted(Json.createValue(sql), fetch, String.join(",", values));
    }

    static Call call(Duration time) {
        return new Call(
                "test",
                false,
                Optional.empty(),
                System.nanoTime() + time.toNanos(),
                Call.Trail.NONE);
    }

    private static String body(Command command, String dsn, String arguments, Call call) {
        var json =
                "{\"database_connection_str\":"
                        + Json.createValue(dsn)
                        + (arguments.equals("{}") ? "}" : "," + arguments.substring(1));
        var members =
                JsonText.of(json.getBytes(StandardCharsets.UTF_8), 100).orElseThrow().members();
        var checked = ArgumentCheck.check(command.spec(), members);
        return text(command.execute(checked, call));
    }

    private static String text(CommandResult result) {
        if (result instanceof WithoutLogs(var body, _)) {
            return switch (body) {
                case Body.Raw(var text) -> text.toString();
                case Body.Quoted(var text) -> text.toString();
                case Body.Tree(JsonValue value) -> value.toString();
                case Body.Text(_, var text) -> text;
            };
        }
        throw new AssertionError(result);
    }

    /// Permits every host and resolves it to the loopback address.
    public static final Egress LOOPBACK =
            new Egress() {
                @Override
                public HttpResponse send(HttpRequest request, Call call) {
                    throw new AssertionError("SQL goes out by itself");
                }

                @Override
                public List<InetSocketAddress> permit(
                        String host, int port, Set<Integer> protocolPorts) {
                    return List.of(loopback(host, port));
                }
            };

    /// The loopback address with this host name.
    public static InetSocketAddress loopback(String host, int port) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
