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
import java.util.Map;

/// `make dev-demo`: the contract servers of `generic`, `stripe` and `wise` on free loopback ports, with data from a
/// seed. Prints the commands that create a connector for each and fetch its payments with the development server.
/// `--faults 20` injects a fault into 20 of 100 requests. Announces the servers to the workbench of the development
/// server, which is at `--dev http://localhost:8081`.
final class DevDemo implements AutoCloseable {
    private static final long SEED = 20_261_123;
    private static final int PAYMENTS = 10_000;
    private static final Duration ANNOUNCEMENTS = Duration.ofSeconds(3);
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
        var options = DemoOptions.parse(args);
        var demo = start(PAYMENTS);
        demo.injectFaults(new DemoFaults(SEED, options.faults(), SLOW));
        System.out.println("dev=http://localhost:8081    # where `make run` has it\n");
        demo.sessions().forEach(System.out::println);
        System.out.println(
                """
                # Or with one click each in the workbench, %s
                # The servers run until Ctrl-C; %d of 100 requests go wrong.\
                """
                        .formatted(options.dev(), options.faults()));
        var announcer = new DemoAnnouncer(options.dev(), demo.configs());
        Runtime.getRuntime().addShutdownHook(new Thread(announcer::close));
        announcer.keepAnnouncing(ANNOUNCEMENTS);
    }

    /// The configuration for each provider.
    Map<String, JsonObject> configs() {
        return Map.of("generic", generic.config(), "stripe", stripe(), "wise", wise.config());
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
