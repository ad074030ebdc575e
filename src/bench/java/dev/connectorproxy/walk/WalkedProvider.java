package dev.connectorproxy.walk;

import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import dev.connectorproxy.provider.wise.WiseData;
import dev.connectorproxy.provider.wise.WiseServer;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A provider with its contract server, which is called over HTTP through the egress; for `dummypay` a file.
///
/// @param config the configuration of its connectors
/// @param payload the owner of the payments; JSON `null` for none
/// @param references the references of all payments, in order
/// @param closing stops the server
record WalkedProvider(
        String provider,
        JsonObject config,
        JsonValue payload,
        List<String> references,
        HttpEgress egress,
        AutoCloseable closing)
        implements AutoCloseable {
    private static final long SEED = 5;

    WalkedProvider {
        references = List.copyOf(references);
    }

    /// A provider by its name, with at least this many payments.
    static WalkedProvider of(String provider, int payments, Path directory) throws IOException {
        return switch (provider) {
            case "generic" -> generic(payments);
            case "stripe" -> stripe(payments);
            case "wise" -> wise(payments);
            case "dummypay" -> dummypay(payments, directory);
            default -> throw new IllegalArgumentException("no such provider: " + provider);
        };
    }

    /// A new connector.
    PaymentConnector connector() {
        var found =
                ServiceLoader.load(PaymentProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(candidate -> candidate.name().equals(provider))
                        .findFirst()
                        .orElseThrow();
        return found.connector(
                found.configSchema().parse(config),
                new ProviderContext(egress, InstantSource.system(), ProviderContext.Log.NONE));
    }

    private static WalkedProvider generic(int payments) throws IOException {
        var psp = new GenericPsp(SEED, new GenericPsp.Size(0, 0, payments));
        var all =
                psp.transactions().all().stream()
                        .map(transaction -> transaction.getString("id"))
                        .toList();
        return of("generic", psp.config(), JsonValue.NULL, all, psp);
    }

    /// Some transactions are no payments, or in no known currency.
    private static WalkedProvider stripe(int payments) {
        var server = new StripeServer(new StripeWorld.Size(SEED, 0, 0, payments * 5 / 4));
        server.forgetful();
        var config =
                Json.createObjectBuilder()
                        .add("name", "stripe")
                        .add("apiKey", StripeServer.KEY)
                        .add("endpoint", server.url())
                        .build();
        var root = Json.createObjectBuilder().add("reference", StripeWorld.ROOT).build();
        return of("stripe", config, root, server.world().payments(StripeWorld.ROOT), server);
    }

    /// Some transfers are in no supported currency.
    private static WalkedProvider wise(int payments) {
        var server = WiseServer.start(WiseData.of(SEED, 0, payments * 3 / 2));
        var profile = Json.createObjectBuilder().add("id", WiseData.BUSINESS).build();
        var all =
                server.data().transfers().stream()
                        .filter(WiseData.Transfer::supported)
                        .map(transfer -> String.valueOf(transfer.id()))
                        .toList();
        return of("wise", server.config(), profile, all, server);
    }

    private static WalkedProvider dummypay(int payments, Path directory) throws IOException {
        var rows =
                IntStream.range(0, payments)
                        .mapToObj(row ->
                                "{\"reference\":\"p%d\",\"type\":\"PAYOUT\",\"amount\":%d,\"currency\":\"JPY\",\"status\":\"PENDING\",\"created_at\":\"2026-01-01T00:00:00Z\"}"
                                        .formatted(row, row))
                        .collect(Collectors.joining(",\n", "[", "]"));
        Files.writeString(directory.resolve("payments.json"), rows);
        var config =
                Json.createObjectBuilder()
                        .add("name", "d")
                        .add("directory", directory.toString())
                        .build();
        var all = IntStream.range(0, payments).mapToObj(row -> "p" + row).toList();
        return of("dummypay", config, JsonValue.NULL, all, () -> {});
    }

    private static WalkedProvider of(
            String provider,
            JsonObject config,
            JsonValue payload,
            List<String> references,
            AutoCloseable closing) {
        return new WalkedProvider(
                provider, config, payload, references, LoopbackHttpEgress.create(), closing);
    }

    @Override
    public void close() throws IOException {
        egress.close();
        try {
            closing.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
