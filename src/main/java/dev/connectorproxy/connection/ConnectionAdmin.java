package dev.connectorproxy.connection;

import dev.connectorproxy.connection.ConnectionReport.Check;
import dev.connectorproxy.connection.ConnectionReport.Result;
import dev.connectorproxy.connection.ConnectionStatus.State;
import dev.connectorproxy.deadline.BoundedTask;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What operators do with connections: see and test them. Thread-safe.
public final class ConnectionAdmin {
    private static final Duration TIMEOUT = Duration.ofMillis(1_700);
    private static final Duration GRACE = Duration.ofMillis(100);

    private final Connections connections;
    private final Supplier<Map<String, Command>> commands;
    private final Consumer<String> log;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /// @param commands those of this proxy now, by id
    /// @param log receives why a test failed, masked
    public ConnectionAdmin(
            Connections connections,
            Supplier<Map<String, Command>> commands,
            Consumer<String> log) {
        this.connections = connections;
        this.commands = commands;
        this.log = log;
    }

    /// All of them, in the order of the settings.
    public List<ConnectionStatus> list() {
        return connections.all().stream().map(this::status).toList();
    }

    /// Tests the connection, within two seconds.
    ///
    /// @return empty if there is none of that name
    /// @throws IllegalStateException it is being tested already
    public Optional<ConnectionReport> test(String name) {
        return connections.all().stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst()
                .map(this::test);
    }

    private ConnectionReport test(Connection connection) {
        if (!running.add(connection.name())) {
            throw new IllegalStateException("the connection is being tested");
        }
        try {
            return new ConnectionReport(connection.name(), checks(connection));
        } finally {
            running.remove(connection.name());
        }
    }

    private List<Check> checks(Connection connection) {
        var probe =
                new ConnectionProbe(
                        connection,
                        connection.usable(commands.get()),
                        connections.secrets(),
                        connections.services().egress(),
                        log);
        var call = Call.ofProxy(TIMEOUT);
        var task =
                BoundedTask.start(
                        code -> Thread.ofVirtual().name("connection-test").unstarted(code),
                        () -> probe.run(call));
        try {
            return task.await(call.deadline() + GRACE.toNanos());
        } catch (TimeoutException e) {
            return List.of(new Check("request", Result.FAILED, "ReadTimeout"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(new Check("request", Result.SKIPPED, "the proxy stops"));
        } catch (ExecutionException e) {
            log.accept("the test of a connection failed: " + e.getCause().getClass().getName());
            return List.of(new Check("request", Result.FAILED, "INTERNAL_ERROR"));
        }
    }

    private ConnectionStatus status(Connection connection) {
        var use = connection.anyUse(connection.usable(commands.get()));
        List<String> origins = List.of();
        State state;
        try {
            var fields = connection.fields(use, connections.secrets());
            origins =
                    connection.origins(use, fields).stream()
                            .map(Object::toString)
                            .sorted()
                            .toList();
            boolean ready = connection.credentials().map(each -> each.isReady(fields)).orElse(true);
            state = ready ? State.READY : State.SIGN_IN_NEEDED;
        } catch (ConnectorException _) {
            state = State.SECRET_MISSING;
        }
        return new ConnectionStatus(
                connection.name(),
                connection.type().name(),
                connection.settings().commands().globs(),
                origins,
                state);
    }
}
