package dev.connectorproxy.connection;

import dev.connectorproxy.connection.ConnectionReport.Check;
import dev.connectorproxy.connection.ConnectionReport.Result;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// The request of a test: of a path that needs credentials, it passes with a status below 400; otherwise any response shows that
/// the target is reachable. Used by one thread.
final class ProbeRequest implements Command {
    private static final CommandSpec SPEC = new CommandSpec("Test", "", List.of(), List.of());
    private static final int FIRST_ERROR = 400;

    private final Egress egress;
    private final String url;
    private final boolean authorized;
    private int status;

    ProbeRequest(Egress egress, String url, boolean authorized) {
        this.egress = new ConnectionEgress(egress);
        this.url = url;
        this.authorized = authorized;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var request =
                new HttpRequest(
                        authorized ? "GET" : "HEAD",
                        url,
                        List.of(),
                        Optional.empty(),
                        Redirects.RETURN,
                        Retries.NONE);
        status = egress.send(request, call).status();
        return CommandResult.Done.of(JsonValue.NULL);
    }

    Check toCheck() {
        return authorized
                ? new Check(
                        "request",
                        status < FIRST_ERROR ? Result.PASSED : Result.FAILED,
                        "status " + status)
                : Check.passed("reachable");
    }
}
