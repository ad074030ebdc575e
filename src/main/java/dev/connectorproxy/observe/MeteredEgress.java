package dev.connectorproxy.observe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// An egress that times its requests and otherwise passes everything through. The label of the timers has a closed set
/// of values, as in [CommandMetrics]. Thread-safe.
public final class MeteredEgress implements ForwardingEgress {
    private final Egress egress;
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    public MeteredEgress(Egress egress) {
        this.egress = egress;
    }

    @Override
    public Egress egress() {
        return egress;
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var begin = System.nanoTime();
        try {
            var response = egress.send(request, call);
            responded(response.status(), System.nanoTime() - begin);
            return response;
        } catch (ConnectorException failure) {
            failed(failure.code(), System.nanoTime() - begin);
            throw failure;
        }
    }

    void responded(int status, long nanos) {
        record(Outcomes.statusClass(status), nanos);
    }

    void failed(String errorCode, long nanos) {
        record(Outcomes.code(errorCode), nanos);
    }

    private void record(String outcome, long nanos) {
        durations
                .computeIfAbsent(outcome, MeteredEgress::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Timer timer(String outcome) {
        var help = "Requests to the outside world, retries included, by status class or error code";
        return Meters.timer("egress_duration", help, Tag.create("outcome", outcome));
    }
}
