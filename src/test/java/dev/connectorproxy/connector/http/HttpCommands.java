package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The commands of the connector, with an egress that returns an empty 200.
final class HttpCommands {
    private HttpCommands() {}

    /// @param sent receives the requests
    static Command named(String name, Consumer<HttpRequest> sent) {
        var context =
                new ConnectorContext(
                        (request, _) -> {
                            sent.accept(request);
                            return new HttpResponse(200, List.of(), new byte[0]);
                        },
                        Map.of());
        return new HttpConnector()
                .commands(context).stream()
                        .filter(command -> command.spec().name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }
}
