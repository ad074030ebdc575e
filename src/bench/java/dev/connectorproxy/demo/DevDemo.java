package dev.connectorproxy.demo;

import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import dev.connectorproxy.provider.wise.WiseData;
import dev.connectorproxy.provider.wise.WiseServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `make dev-demo`: the contract servers of `generic`, `stripe` and `wise` on free loopback ports, with data from a
/// seed. Prints the commands that create a connector for each and fetch its payments with the development server.
/// `--faults 20` injects a fault into 20 of 100 requests.
final class DevDemo implements AutoCloseable {
    private static final long SEED = 20_261_123;
    private static final int PAYMENTS = 10_000;
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final GenericPsp generic;
    private final StripeServer stripe;
    private final WiseServer wise;

    private DevDemo(GenericPsp generic, StripeServer stripe, WiseServer wise) {
        this.generic = generic;
        this.stripe = stripe;
        this.wise = wise;
    }

    static void main(String[] args) throws Exception {
        int percent = percent(args);
        try (var demo = start(PAYMENTS)) {
            demo.injectFaults(new DemoFaults(SEED, percent, SLOW));
            System.out.println("dev=http://localhost:8081    # where `make run` has it\n");
            demo.sessions().forEach(System.out::println);
            System.out.println(
                    "# The servers run until Ctrl-C; %d of 100 requests go wrong."
                            .formatted(percent));
            new CountDownLatch(1).await();
        }
    }

    /// The share of requests with a fault, in percent.
    ///
    /// @throws IllegalArgumentException the arguments are invalid
    static int percent(String[] args) {
        if (args.length == 0) {
            return 0;
        }
        if (args.length != 2 || !args[0].equals("--faults") || !args[1].matches("\\d{1,3}")) {
            throw new IllegalArgumentException("usage: --faults PERCENT, from 0 to 100");
        }
        return Integer.parseInt(args[1]);
    }

    private void injectFaults(DemoFaults faults) {
        faults.injectInto(generic);
        faults.injectInto(stripe.faults());
        faults.injectInto(wise);
    }

    /// @param payments the number of payments of each server
    static DevDemo start(int payments) throws IOException {
        var stripe = new StripeServer(new StripeWorld.Size(SEED, 7, 7, payments));
        stripe.forgetful();
        return new DevDemo(
                new GenericPsp(SEED, new GenericPsp.Size(200, 200, payments)),
                stripe,
                WiseServer.start(WiseData.of(SEED, 200, payments)));
    }

    /// Shell commands for each provider; the first creates a connector, the last fetches payments. `$dev` is the URL
    /// of the development server.
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
