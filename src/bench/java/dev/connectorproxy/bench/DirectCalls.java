package dev.connectorproxy.bench;

import dev.connectorproxy.Main;
import dev.connectorproxy.egress.LoopbackHttpEgress;
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
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.ServiceLoader;

/// The process that is measured: the whole program with its development server, in which providers also fetch payments
/// without it: with the same egress and the same log, on a virtual thread as the egress requires, and nothing else.
/// From its standard input it reads how to reach a provider, as [DevServers] prints it; it fetches all payments and
/// prints the number of pages.
final class DirectCalls {
    static final String PAGES = "pages ";
    private static final Duration TIME = Duration.ofSeconds(40); // as dev-server.fetch-timeout

    private final PaymentConnector connector;
    private final JsonValue payload;

    private DirectCalls(PaymentConnector connector, JsonValue payload) {
        this.connector = connector;
        this.payload = payload;
    }

    static void main() throws InterruptedException {
        Main.main(new String[] {"--config", "etc/examples/development.yaml"});
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        serve();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .join();
    }

    private static void serve() throws IOException {
        var log =
                new LogWriter(
                        new FileOutputStream(FileDescriptor.out),
                        new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.INFO));
        var egress = LoopbackHttpEgress.create();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var known = new HashMap<String, DirectCalls>();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var calls = known.computeIfAbsent(line, text -> of(json(text), egress, log::warning));
            System.out.println(PAGES + calls.walk());
        }
    }

    private int walk() {
        var request = FetchRequest.first(DevFetch.PAGE_SIZE).from(payload);
        for (int pages = 1; ; pages++) {
            var page = connector.fetchPayments(request, LoopbackHttpEgress.call(TIME));
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
                        .filter(oneProvider ->
                                oneProvider.name().equals(contract.getString("provider")))
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
