package dev.connectorproxy.devserver.fault;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.spi.payment.JsonFields;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// The routes that show, set and remove the faults of a connector: `/connectors/{connectorId}/faults`.
public record FaultRoutes(
        RecordedConnectors connectors, FaultRegistry faults, JsonBodyReader bodyReader)
        implements HttpService {
    private static final String FAULTS = "/connectors/{connectorId}/faults";
    private static final int MAX_RULES = 100;
    private static final int MAX_SEED = 1 << 30;

    @Override
    public void routing(HttpRules rules) {
        rules.get(FAULTS, this::show).put(FAULTS, this::set).delete(FAULTS, this::clear);
    }

    private void show(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var active = faults.get(instance.id()).orElseGet(() -> new ActiveFaults(0, List.of()));
        JsonResponses.send(response, instance::mask, active.toJson());
    }

    private void set(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var active = bodyReader.read(request, FaultRoutes::read);
        faults.put(instance.id(), active);
        connectors.checkExists(instance.id());
        JsonResponses.send(response, instance::mask, active.toJson());
    }

    private void clear(ServerRequest request, ServerResponse response) {
        faults.forget(connectors.get(ConnectorPath.id(request)).id());
        JsonResponses.sendNoContent(response);
    }

    private static ActiveFaults read(JsonFields fields) {
        var rows = fields.array("faults");
        if (rows.size() > MAX_RULES) {
            throw fields.wrong("faults", "at most " + MAX_RULES);
        }
        var rules =
                IntStream.range(0, rows.size())
                        .mapToObj(i -> FaultRule.of(rows.get(i), "faults[" + i + "]"))
                        .toList();
        long seed =
                fields.integer("seed")
                        .map(number -> {
                            if (number.signum() < 0 || number.bitLength() > 30) {
                                throw fields.wrong("seed", "0 to " + (MAX_SEED - 1));
                            }
                            return number.longValueExact();
                        })
                        .orElseGet(() -> (long) ThreadLocalRandom.current().nextInt(MAX_SEED));
        return new ActiveFaults(seed, rules);
    }
}
