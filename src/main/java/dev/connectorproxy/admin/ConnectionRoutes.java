package dev.connectorproxy.admin;

import dev.connectorproxy.connection.ConnectionReport;
import dev.connectorproxy.connection.ConnectionReport.Check;
import dev.connectorproxy.connection.ConnectionStatus;
import dev.connectorproxy.spi.ConnectorException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The routes under `/admin/connections`. No response has anything secret.
record ConnectionRoutes(ConnectionOperations operations, AuditTrail trail) {
    private static final JsonProvider JSON = JsonProvider.provider();

    void list(ServerRequest request, ServerResponse response) {
        var array = JSON.createArrayBuilder();
        operations.connections().list().stream().map(ConnectionRoutes::toJson).forEach(array::add);
        AdminService.send(response, JSON.createObjectBuilder().add("connections", array).build());
    }

    /// The outcome of a test that was made is a 200, whatever it is.
    void test(ServerRequest request, ServerResponse response) {
        var name = request.path().pathParameters().get("name");
        try {
            var report =
                    operations
                            .connections()
                            .test(name)
                            .orElseThrow(
                                    () -> new ProblemException(404, "there is no such connection"));
            trail.done(request, "test");
            AdminService.send(response, toJson(report).build());
        } catch (IllegalStateException _) {
            throw new ProblemException(409, "the connection is being tested already");
        }
    }

    /// Makes a link, which the operator opens or hands on.
    void signIn(ServerRequest request, ServerResponse response) {
        var name = request.path().pathParameters().get("name");
        var link =
                link(name)
                        .orElseThrow(() ->
                                new ProblemException(
                                        404, "nobody signs in for a connection of that name"));
        trail.done(request, "sign-in link");
        AdminService.send(response, JSON.createObjectBuilder().add("url", link).build());
    }

    /// @throws ProblemException 409: the settings of the connection do not suffice
    private Optional<String> link(String name) {
        try {
            return operations.links().apply(name);
        } catch (ConnectorException e) {
            throw new ProblemException(409, e.getMessage());
        }
    }

    private static JsonObjectBuilder toJson(ConnectionStatus status) {
        return JSON.createObjectBuilder()
                .add("name", status.name())
                .add("type", status.type())
                .add("commands", texts(status.commands()))
                .add("origins", texts(status.origins()))
                .add("state", status.state().name().toLowerCase(Locale.ROOT));
    }

    private static JsonObjectBuilder toJson(ConnectionReport report) {
        var checks = JSON.createArrayBuilder();
        report.checks().stream().map(ConnectionRoutes::toJson).forEach(checks::add);
        return JSON.createObjectBuilder()
                .add("name", report.name())
                .add("ok", report.isGood())
                .add("checks", checks);
    }

    private static JsonObjectBuilder toJson(Check check) {
        var json =
                JSON.createObjectBuilder()
                        .add("check", check.name())
                        .add("result", check.result().name().toLowerCase(Locale.ROOT));
        return check.detail().isEmpty() ? json : json.add("detail", check.detail());
    }

    private static JsonArrayBuilder texts(Collection<String> texts) {
        return JSON.createArrayBuilder(texts);
    }
}
