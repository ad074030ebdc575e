package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.contract.payment.LoopbackEgress;
import dev.connectorproxy.provider.dummypay.DummypayProvider;
import dev.connectorproxy.provider.generic.GenericProvider;
import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeProvider;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import dev.connectorproxy.provider.wise.WiseData;
import dev.connectorproxy.provider.wise.WiseProvider;
import dev.connectorproxy.provider.wise.WiseServer;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Conversion;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Order;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.PaymentsPage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// For each built-in provider: a run is recorded against a fake server, a test is generated, compiled and run without the
/// server; it passes as it is, and fails for a provider with another amount.
class RecordedProvidersTest {
    private static final String PACKAGE = "com.example.recorded";
    private static final String SPY =
            """
            package com.example.recorded;
            class SpyTest extends RunOf%sTest {
                @Override
                protected dev.connectorproxy.spi.payment.PaymentProvider provider() {
                    return new dev.connectorproxy.devserver.PlantedProvider(super.provider());
                }
            }
            """;

    @TempDir Path folder;

    @Test
    void generic() throws Exception {
        var psp = new GenericPsp(7, new GenericPsp.Size(3, 2, 5));

        check(new GenericProvider(), psp.config(), psp);
    }

    @Test
    void stripe() throws Exception {
        var stripe = new StripeServer(new StripeWorld.Size(7, 2, 2, 9));
        var config =
                Json.createObjectBuilder()
                        .add("apiKey", StripeServer.KEY)
                        .add("endpoint", stripe.url())
                        .build();

        check(new StripeProvider(), config, stripe);
    }

    @Test
    void wise() throws Exception {
        var wise = WiseServer.start(WiseData.of(7, 3, 5));

        check(new WiseProvider(), wise.config(), wise);
    }

    @Test
    void dummypay() throws Exception {
        var config =
                Json.createObjectBuilder()
                        .add(
                                "directory",
                                Path.of("etc/examples/dummypay").toAbsolutePath().toString())
                        .build();

        check(new DummypayProvider(), config, () -> {});
    }

    private void check(PaymentProvider provider, JsonObject config, AutoCloseable upstream)
            throws Exception {
        var generated = new GeneratedTests(folder);
        var name = provider.name();
        List<JsonObject> pages;
        try (upstream;
                var server =
                        new RunningDevServer(
                                List.of(provider), new LoopbackEgress(), UUID::randomUUID)) {
            pages = record(server, server.connector(name, config.toString()), name, generated);
        }
        generated.save("src/test/java/com/example/recorded/SpyTest.java", SPY.formatted(name));
        generated.compile();

        var asItIs = generated.run(PACKAGE + ".RunOf" + name + "Test");
        var played = playedPages(generated, name);
        PlantedProvider.CHANGES.put(name, RecordedProvidersTest::withAnotherAmount);
        var planted = generated.run(PACKAGE + ".SpyTest");

        assertThat(asItIs.details(), asItIs.failed(), is(empty()));
        assertThat(asItIs.ran().size(), is(pages.size()));
        assertThat(pages.size(), greaterThan(3));
        assertThat(played, is(pages.stream().map(JsonObject::toString).toList()));
        assertThat(planted.failed(), is(not(empty())));
        assertThat(planted.details(), containsString("(fetch payments, page 1): payments[0] ("));
        assertThat(planted.details(), containsString(".amount: recorded "));
    }

    /// Records a run with small pages.
    ///
    /// @return the recorded pages
    private static List<JsonObject> record(
            RunningDevServer server, String path, String name, GeneratedTests generated)
            throws IOException {
        var run = server.post(path + "/runs?wait=60", "{\"pageSize\":2}").json();
        assertThat(run.toString(), run.getString("status"), is("done"));
        var response =
                server.post(
                        path + "/tests",
                        "{\"name\":\"RunOf%s\",\"package\":\"%s\",\"run\":%d}"
                                .formatted(name, PACKAGE, run.getInt("run")));
        assertThat(response.body(), response.status(), is(200));
        generated.save(response.json());
        var recording = response.json().getJsonArray("files").getJsonObject(0).getString("content");
        return new RunningDevServer.Response(200, recording, null)
                .json().getJsonArray("calls").getValuesAs(JsonObject.class).stream()
                        .map(call -> call.getJsonObject("page"))
                        .toList();
    }

    /// The pages of a second run of the test, as texts.
    private static List<String> playedPages(GeneratedTests generated, String name)
            throws IOException, ClassNotFoundException {
        var texts = Collections.synchronizedList(new ArrayList<String>());
        PlantedProvider.CHANGES.put(
                name,
                (method, page) -> {
                    texts.add(text(method, page));
                    return page;
                });
        generated.run(PACKAGE + ".SpyTest");
        return List.copyOf(texts);
    }

    @SuppressWarnings("unchecked")
    private static String text(String method, Fetched<?> page) {
        var text = new StringWriter();
        try (var json = Json.createGenerator(text)) {
            json.writeStartObject();
            switch (method) {
                case "fetchAccounts" -> PaymentJson.writeAccounts((Page<Account>) page, json);
                case "fetchExternalAccounts" ->
                        PaymentJson.writeExternalAccounts((Page<Account>) page, json);
                case "fetchBalances" -> PaymentJson.writeBalances((Page<Balance>) page, json);
                case "fetchPayments" -> PaymentJson.writePayments((PaymentsPage) page, json);
                case "fetchOrders" -> PaymentJson.writeOrders((Page<Order>) page, json);
                case "fetchConversions" ->
                        PaymentJson.writeConversions((Page<Conversion>) page, json);
                default -> PaymentJson.writeOthers((Page<Other>) page, json);
            }
            json.writeEnd();
        }
        return text.toString();
    }

    private static Fetched<?> withAnotherAmount(String method, Fetched<?> page) {
        return page instanceof PaymentsPage payments
                ? new PaymentsPage(
                        payments.items().stream().map(RecordedProvidersTest::oneMore).toList(),
                        payments.paymentsToDelete(),
                        payments.newState(),
                        payments.hasMore(),
                        payments.skipped())
                : page;
    }

    private static Payment oneMore(Payment payment) {
        var amount = payment.amount().orElse(BigInteger.ZERO).add(BigInteger.ONE);
        return payment.withAmount(amount, payment.asset());
    }
}
