package dev.connectorproxy;

import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.TlsMetrics;
import dev.connectorproxy.server.ListenerTls;
import dev.connectorproxy.server.TlsSettings;
import java.util.Map;
import java.util.Optional;

/// Reports the state of the listener's TLS: log, metrics, health.
record TlsReporter(LogWriter log) {

    /// Reads the files, and registers the metrics.
    ListenerTls open(TlsSettings settings) {
        var tls = new ListenerTls(settings, this::filesChanged);
        TlsMetrics.register(tls::expiry, tls::isStale, tls, ListenerTls::failedHandshakes);
        return tls;
    }

    static Map<String, String> health(ListenerTls tls) {
        return Map.of(
                "certificate-expires",
                tls.expiry().toString(),
                "degraded",
                Boolean.toString(tls.isStale()));
    }

    private void filesChanged(Optional<String> failure) {
        failure.ifPresentOrElse(
                why ->
                        log.warning(
                                "the files of server.tls have changed, but the previous ones stay in use: "
                                        + why),
                () -> log.info("the files of server.tls have changed and were read again"));
    }
}
