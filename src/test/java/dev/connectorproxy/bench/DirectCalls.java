package dev.connectorproxy.bench;

import dev.connectorproxy.egress.OpenEgress;
import dev.connectorproxy.observe.LogSettings;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ServiceLoader;

/// The process in which providers fetch payments without a development server: with the same way out and the same log as
/// there, and nothing else. On its standard input it reads how to reach a provider, as [DevServers] tells it, or `walk`,
/// which is answered by how many pages there were.
final class DirectCalls {
    static final String PAGES = "pages ";
    private static final Duration TIME = Duration.ofSeconds(40); // as dev-server.fetch-timeout

    private final PaymentConnector connector;
    private final JsonValue payload;

    private DirectCalls(PaymentConnector connector, JsonValue payload) {
        this.connector = connector;
        this.payload = payload;
    }

    static void main() throws IOException {
        var log =
                LogWriter.standardOutput(
                        new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO));
        var egress = OpenEgress.create();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DirectCalls calls = null;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("walk")) {
                System.out.println(PAGES + calls.walk());
            } else {
                calls = of(json(line), egress, log::warning);
            }
        }
    }

    private int walk() {
        var request = FetchRequest.first(DevFetch.PAGE_SIZE).from(payload);
        for (int pages = 1; ; pages++) {
            var page = connector.fetchPayments(request, OpenEgress.call(TIME));
            if (!page.hasMore()) {
                return pages;
            }
            request = request.after(page.newState().orElseThrow());
        }
    }

    private static DirectCalls of(JsonObject contract, Egress egress, ProviderContext.Log log) {
        var provider =
                ServiceLoader.load(PaymentProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(it -> it.name().equals(contract.getString("provider")))
                        .findFirst()
                        .orElseThrow();
        var config = contract.getJsonObject("connector").getJsonObject("config");
        var connector =
                provider.connector(
                        provider.configSchema().parse(config),
                        new ProviderContext(egress, InstantSource.system(), log));
        return new DirectCalls(connector, contract.get("payload"));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
