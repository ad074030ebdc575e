package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.provider.dummypay.DummypayProvider;
import dev.connectorproxy.provider.generic.GenericProvider;
import dev.connectorproxy.provider.stripe.StripeProvider;
import dev.connectorproxy.provider.wise.WiseData;
import dev.connectorproxy.provider.wise.WiseProvider;
import dev.connectorproxy.provider.wise.WiseServer;
import dev.connectorproxy.provider.wise.WiseSigner;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders and webhooks of a connector to the contract server of Wise, whose webhooks only Wise can sign; and the
/// capabilities of all four providers, which agree with what the routes refuse.
class WiseWebhookRoutesTest {
    private static final String EVENT =
            """
            {"data":{"amount":1.05,"balance_id":900,"currency":"EUR","transaction_type":"credit",
             "occurred_at":"2023-03-08T14:55:38.123Z","transfer_reference":"r-1"}}
            """;
    private static final Map<String, String> ROUTES =
            Map.of(
                    "transfers", "CREATE_TRANSFER",
                    "payouts", "CREATE_PAYOUT",
                    "bank-accounts", "CREATE_BANK_ACCOUNT",
                    "webhooks", "CREATE_WEBHOOKS");

    @TempDir private Path folder;
    private final WiseServer wise = WiseServer.start(WiseData.of(7, 3, 3));
    private final HttpEgress egress = LoopbackHttpEgress.create();
    private final List<PaymentProvider> providers =
            List.of(
                    new DummypayProvider(),
                    new GenericProvider(),
                    new StripeProvider(),
                    new WiseProvider());
    private final RunningDevServer server =
            new RunningDevServer(providers, egress, UUID::randomUUID);

    @AfterEach
    void stop() {
        server.close();
        egress.close();
        wise.close();
    }

    @Test
    void aDeliveryOfWiseIsVerifiedAgainLaterAndItsSignatureIsOfItsBytes() {
        var path = server.connector("wise", wise.config().toString());
        var setup = "{\"fromPayload\":{\"id\":%d}}".formatted(WiseData.BUSINESS);
        assertThat(server.post(path + "/webhooks", setup).status(), is(200));
        var headers = WiseSigner.headers(EVENT.getBytes(StandardCharsets.UTF_8), "d-1");

        var received =
                server.request(
                        "POST",
                        "/webhooks" + path.substring("/connectors".length()) + "/balanceupdate",
                        EVENT,
                        "X-Delivery-Id",
                        "d-1",
                        "X-Signature-Sha256",
                        headers.get("X-Signature-Sha256").getFirst());
        var old = server.post(path + "/webhooks/deliveries/1/old", "");
        var tampered = server.post(path + "/webhooks/deliveries/1/tamper", "");
        var signed = server.post(path + "/webhooks/deliveries/1/re-sign", "");

        assertThat(received.body(), received.status(), is(200));
        assertThat(old.body(), containsString("\"idempotencyKey\":\"d-1\""));
        assertThat(old.body(), containsString("\"X-Signature-Sha256\":[\"***\"]"));
        assertThat(old.body(), containsString("\"duplicateOf\":1"));
        assertThat(tampered.body(), containsString("webhook verification error"));
        assertThat(signed.code(), is("UNIMPLEMENTED"));
        assertThat(server.request("DELETE", path + "/webhooks", "").status(), is(204));
    }

    @Test
    void aTransferIsCreatedAtWise() {
        var path = server.connector("wise", wise.config().toString());
        var order =
                """
                {"reference":"6f9c5c0e-94a1-4d0d-8a35-0c4c8a1f7d10","amount":105,"asset":"EUR/2",
                 "sourceAccount":{"reference":"1","metadata":{"profile_id":"%d"}},
                 "destinationAccount":{"reference":"%d","metadata":{"profile_id":"%d"}}}
                """
                        .formatted(
                                WiseData.BUSINESS,
                                wise.data().recipients().getFirst().id(),
                                WiseData.BUSINESS);

        var once = server.post(path + "/transfers", order);
        var again = server.post(path + "/transfers", order);

        assertThat(once.body(), once.status(), is(200));
        assertThat(
                again.json().getJsonObject("payment").getString("reference"),
                is(once.json().getJsonObject("payment").getString("reference")));
        assertThat(again.json().getJsonArray("warnings").size(), is(0));
    }

    @Test
    void capabilitiesThatAreDeclaredAndRoutesAgree() {
        var configs =
                Map.of(
                        "dummypay",
                        "{\"directory\":\"" + folder + "\"}",
                        "generic",
                        "{\"apiKey\":\"k\",\"endpoint\":\"http://127.0.0.1:1\"}",
                        "stripe",
                        "{\"apiKey\":\"k\",\"endpoint\":\"http://127.0.0.1:1\"}",
                        "wise",
                        wise.config().toString());
        configs.forEach((provider, config) -> {
            var path = server.connector(provider, config);
            var declared = server.get("/providers/" + provider + "/capabilities").body();

            ROUTES.forEach((route, capability) -> {
                var response = server.post(path + "/" + route, "{}");

                assertThat(
                        provider + " " + route,
                        response.body().contains("UNIMPLEMENTED"),
                        is(!declared.contains('"' + capability + '"')));
            });
        });
    }
}
