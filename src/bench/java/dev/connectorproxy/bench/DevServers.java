package dev.connectorproxy.bench;

import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import dev.connectorproxy.provider.wise.WiseData;
import dev.connectorproxy.provider.wise.WiseServer;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.PaymentJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/// The process with the contract servers of the providers. Says on its standard output, one line of JSON each, how to
/// reach them, and then an empty line; it runs until it is killed.
final class DevServers {
    private static final long SEED = 5;
    private static final int PAYMENTS = 2_000;

    private DevServers() {}

    static void main() throws Exception {
        var generic = new GenericPsp(SEED, new GenericPsp.Size(0, 0, PAYMENTS));
        var stripe = new StripeServer(new StripeWorld.Size(SEED, 0, 0, PAYMENTS));
        stripe.forgetful();
        var wise = WiseServer.start(WiseData.of(SEED, 100, PAYMENTS));
        say("generic", generic.config(), JsonValue.NULL);
        say(
                "stripe",
                Json.createObjectBuilder()
                        .add("name", "stripe")
                        .add("apiKey", StripeServer.KEY)
                        .add("endpoint", stripe.url())
                        .build(),
                PaymentJson.of(Account.of(StripeWorld.ROOT, Instant.EPOCH, JsonValue.TRUE)));
        say("wise", wise.config(), Json.createObjectBuilder().add("id", WiseData.BUSINESS).build());
        System.out.println();
        new CountDownLatch(1).await();
    }

    private static void say(String provider, JsonObject config, JsonValue payload) {
        var connector =
                Json.createObjectBuilder()
                        .add("provider", provider)
                        .add("name", provider)
                        .add("config", config);
        System.out.println(
                Json.createObjectBuilder()
                        .add("provider", provider)
                        .add("connector", connector)
                        .add("payload", payload)
                        .build());
    }
}
