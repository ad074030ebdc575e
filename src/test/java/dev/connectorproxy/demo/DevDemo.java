package dev.connectorproxy.demo;

import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import dev.connectorproxy.provider.wise.WiseData;
import dev.connectorproxy.provider.wise.WiseServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `make dev-demo`: servers that keep to the contracts of `generic`, `stripe` and `wise`, on free ports of loopback, filled
/// from a seed. Says how to make a connector to each, and to page through its payments, with the development server.
final class DevDemo implements AutoCloseable {
    private static final long SEED = 20_261_123;
    private static final int PAYMENTS = 10_000;

    private final GenericPsp generic;
    private final StripeServer stripe;
    private final WiseServer wise;

    private DevDemo(GenericPsp generic, StripeServer stripe, WiseServer wise) {
        this.generic = generic;
        this.stripe = stripe;
        this.wise = wise;
    }

    static void main() throws Exception {
        try (var demo = start(PAYMENTS)) {
            System.out.println("dev=http://localhost:8081    # where `make run` has it\n");
            demo.sessions().forEach(System.out::println);
            System.out.println("# The servers run until Ctrl-C.");
            new CountDownLatch(1).await();
        }
    }

    /// @param payments how many each server has
    static DevDemo start(int payments) throws IOException {
        var stripe = new StripeServer(new StripeWorld.Size(SEED, 7, 7, payments));
        stripe.forgetful();
        return new DevDemo(
                new GenericPsp(SEED, new GenericPsp.Size(200, 200, payments)),
                stripe,
                WiseServer.start(WiseData.of(SEED, 200, payments)));
    }

    /// Shell lines for each provider; the first makes a connector, the last fetches payments. `$dev` is the development
    /// server.
    List<String> sessions() {
        var profile = "{\"id\":" + WiseData.BUSINESS + "}";
        var root = "{\"reference\":\"" + StripeWorld.ROOT + "\"}";
        return List.of(
                session("generic", generic.config(), "{\"pageSize\":3}"),
                session("stripe", stripe(), "{\"pageSize\":3,\"account\":" + root + "}"),
                session("wise", wise.config(), "{\"pageSize\":3,\"fromPayload\":" + profile + "}"));
    }

    private JsonObject stripe() {
        return Json.createObjectBuilder()
                .add("apiKey", StripeServer.KEY)
                .add("endpoint", stripe.url())
                .build();
    }

    private static String session(String provider, JsonObject config, String fetch) {
        var connector =
                Json.createObjectBuilder()
                        .add("provider", provider)
                        .add("name", provider)
                        .add("config", config)
                        .build();
        return """
        # %1$s
        %1$s=$(curl -s $dev/connectors -d '%2$s' | sed 's/.*"connectorId":"\\([^"]*\\)".*/\\1/')
        curl -s $dev/connectors/$%1$s/fetch/payments -d '%3$s'
        """
                .formatted(provider, connector, fetch);
    }

    @Override
    public void close() {
        generic.close();
        stripe.close();
        wise.close();
    }
}
