package dev.connectorproxy.connection;

import dev.connectorproxy.connection.ConnectionReport.Check;
import dev.connectorproxy.connection.ConnectionReport.Result;
import dev.connectorproxy.connection.RequestCredential.Place;
import dev.connectorproxy.secrets.SecretOrigin;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The test of one connection: are its secrets there, can a token be fetched, is the target reached, does it accept the
/// credentials. Used by one thread.
///
/// @param commands that may use the connection, by id
/// @param log receives a line with the reason of each failure, masked
record ConnectionProbe(
        Connection connection,
        Map<String, Command> commands,
        Secrets secrets,
        Egress egress,
        Consumer<String> log) {

    List<Check> run(Call call) {
        var checks = new ArrayList<Check>();
        try {
            var use = requestUse();
            var fields = connection.fields(use.orElseGet(this::anyUse), secrets);
            checks.add(Check.passed("secrets"));
            if (use.isPresent()) {
                testRequests(use.get(), fields, call, checks);
            } else {
                checks.add(login(call));
            }
        } catch (ConnectorException e) {
            checks.add(failed(checks.isEmpty() ? "secrets" : nextName(checks), e));
        }
        return checks;
    }

    /// How HTTP requests are authorized; empty if the connection only fills parameters.
    private Optional<ConnectionUse> requestUse() {
        if (connection.credentials().isEmpty()) {
            return Optional.empty();
        }
        var uses = uses();
        return uses.isEmpty()
                ? Optional.of(anyUse())
                : uses.stream().filter(connection::authorizesRequests).findFirst();
    }

    private List<ConnectionUse> uses() {
        return commands.values().stream()
                .flatMap(command -> connection.use(command.spec()).stream())
                .toList();
    }

    private ConnectionUse anyUse() {
        return connection.anyUse(commands);
    }

    private void testRequests(
            ConnectionUse use, ConnectionFields fields, Call call, List<Check> checks) {
        var credential = connection.credentials().orElseThrow().current(fields, call);
        checks.add(Check.passed("credentials"));
        var origin =
                connection.origins(use, fields).stream()
                        .filter(each -> !each.scheme().isEmpty())
                        .map(SecretOrigin::toString)
                        .sorted()
                        .findFirst();
        if (origin.isEmpty()) {
            checks.add(new Check("reachable", Result.SKIPPED, "no origin is known"));
            return;
        }
        var path = fields.find("test").map(given -> given.replace("{", "%7B").replace("}", "%7D"));
        var request = new ProbeRequest(egress, origin.get() + path.orElse("/"), path.isPresent());
        var chosen = new ChosenConnection(connection, use);
        boolean authorized = path.isPresent() || credential.place() == Place.TLS;
        var command = authorized ? new ConnectionCommand(request, chosen, secrets, true) : request;
        command.execute(new Arguments(Map.of()), call);
        checks.add(request.toCheck());
    }

    /// The first command that can tell whether the credentials are accepted does.
    private Check login(Call call) {
        for (var command : commands.values()) {
            var use = connection.use(command.spec());
            if (use.isPresent()) {
                var probe = new ProbeLogin(command);
                new ConnectionCommand(
                                probe, new ChosenConnection(connection, use.get()), secrets, true)
                        .execute(new Arguments(Map.of()), call);
                if (probe.isTested()) {
                    return Check.passed("login");
                }
            }
        }
        return new Check("login", Result.SKIPPED, "no command can test it");
    }

    private String nextName(List<Check> checks) {
        return switch (checks.getLast().name()) {
            case "secrets" -> requestUse().isPresent() ? "credentials" : "login";
            default -> "request";
        };
    }

    /// Error codes say enough; messages may name addresses of internal hosts, and are for the log.
    private Check failed(String name, ConnectorException e) {
        log.accept(
                "the test of the connection '%s' failed: %s: %s"
                        .formatted(connection.name(), e.code(), e.getMessage()));
        return new Check(
                name,
                Result.FAILED,
                e.is(ErrorCode.CONNECTOR_NOT_CONFIGURED) ? e.getMessage() : e.code());
    }
}
