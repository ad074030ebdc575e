package dev.connectorproxy.contract.payment.memory;

import static dev.connectorproxy.contract.payment.memory.MemoryRows.CURRENCIES;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.HUGE;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.START;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.at;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.balance;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.balanceName;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.id;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.money;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.paid;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.row;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.text;

import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The fixture of the provider `memory`: a [MemoryServer] and what is in it.
final class MemoryFixture implements ProviderFixture {
    private final MemoryServer server = new MemoryServer();
    private int more;

    @Override
    public JsonObject config() {
        return MemoryProvider.JSON
                .createObjectBuilder()
                .add("name", "memory")
                .add("apiKey", MemoryServer.KEY)
                .add("endpoint", MemoryServer.URL)
                .build();
    }

    @Override
    public Egress egress() {
        return server;
    }

    @Override
    public void reset(long seed, int rows) {
        server.clear();
        more = 0;
        for (int i = 0; i < rows; i++) {
            for (var path : List.of("/accounts", "/beneficiaries", "/users", paid(0), paid(1))) {
                server.put(path, row(path, i, START.plusSeconds(i / 3), CURRENCIES.get(i % 3)));
            }
            server.put("/accounts/" + id("/accounts", i) + "/balances", balance(i));
        }
    }

    @Override
    public Set<String> references(Task.Type kind) {
        var references = new TreeSet<String>();
        for (var path : paths(kind)) {
            for (var row : server.rows(path)) {
                references.add(kind == Task.Type.FETCH_BALANCES ? balanceName(path, row) : id(row));
            }
        }
        return references;
    }

    @Override
    public Map<String, Expected> expected(Task.Type kind) {
        var expected = new TreeMap<String, Expected>();
        for (var path : paths(kind)) {
            for (var row : server.rows(path)) {
                switch (kind) {
                    case FETCH_ACCOUNTS, FETCH_EXTERNAL_ACCOUNTS ->
                            expected.put(id(row), Expected.at(at(row)));
                    case FETCH_BALANCES -> expected.put(balanceName(path, row), money(row));
                    case FETCH_PAYMENTS -> expected.put(id(row), money(row));
                    case FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS -> {}
                }
            }
        }
        return expected;
    }

    @Override
    public Optional<String> add(Task.Type kind, boolean tied) {
        return add(kind, tied ? 0 : 1, "USD");
    }

    @Override
    public Optional<String> addUnsupported(Task.Type kind) {
        return kind == Task.Type.FETCH_PAYMENTS ? add(kind, 1, "ZZZ") : Optional.empty();
    }

    @Override
    public Optional<String> update(Task.Type kind) {
        var path = paths(kind).getFirst();
        var row =
                MemoryProvider.JSON
                        .createObjectBuilder(server.rows(path).getFirst())
                        .add("at", text(last(path).plusSeconds(1)))
                        .build();
        server.put(path, row);
        return Optional.of(id(row));
    }

    @Override
    public Optional<String> delete(Task.Type kind) {
        var path = paths(kind).getFirst();
        var id = id(server.rows(path).getFirst());
        server.lists.get(path).remove(id);
        return Optional.of(id);
    }

    @Override
    public Set<String> query(Task.Type kind) {
        return kind == Task.Type.FETCH_BALANCES ? Set.of() : Set.of("sort=at:asc");
    }

    @Override
    public List<JsonObject> refusedConfigs() {
        return List.of(
                MemoryProvider.JSON
                        .createObjectBuilder(config())
                        .add("apiKey", "two words")
                        .build());
    }

    @Override
    public List<OwnFault> ownFaults() {
        return List.of(
                new OwnFault(
                        "a broken server",
                        Set.of(Task.Type.values()),
                        PaymentError.UPSTREAM_ERROR,
                        () -> server.broken = true,
                        () -> server.broken = false));
    }

    @Override
    public Optional<PaymentInitiation> order(Capability kind, String reference) {
        return Optional.of(
                new PaymentInitiation(
                        reference,
                        Instant.EPOCH,
                        "rent",
                        Optional.empty(),
                        Optional.empty(),
                        HUGE,
                        "USD/2",
                        Map.of()));
    }

    @Override
    public void settle(String pollingId) {
        server.orders.computeIfPresent(
                pollingId,
                (_, object) ->
                        MemoryProvider.JSON.createObjectBuilder(object).add("done", true).build());
    }

    @Override
    public Optional<PaymentReversal> reversal(PaymentInitiation order, Payment payment) {
        return payment.raw()
                .filter(value -> value.asJsonObject().getString("path").equals("/transfers"))
                .map(_ ->
                        new PaymentReversal(
                                order.reference() + "-r",
                                Instant.EPOCH,
                                "",
                                order,
                                BigInteger.ONE,
                                order.asset(),
                                Map.of()));
    }

    @Override
    public Optional<BankAccount> bankAccount() {
        return Optional.of(
                new BankAccount(
                        "b",
                        Instant.EPOCH,
                        "Jane",
                        Optional.empty(),
                        Optional.of("DE89370400440532013000"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    @Override
    public List<Delivery> deliveries(List<WebhookConfig> webhooks) {
        return List.of(
                delivery(webhooks, "d1", "{\"deleted\":\"one\"}", 1),
                delivery(webhooks, "d2", "{\"deleted\":\"other\"}", 1),
                delivery(webhooks, "d3", "{\"test\":true}", 0));
    }

    @Override
    public int webhooks() {
        return server.hooks.size();
    }

    static JsonObject read(byte[] json) {
        try (var reader = MemoryProvider.JSON.createReader(new ByteArrayInputStream(json))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw PaymentException.of(PaymentError.INVALID_REQUEST, "no JSON", e);
        }
    }

    static String signature(byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MemoryServer.KEY.getBytes(StandardCharsets.UTF_8), "RAW"));
            return HexFormat.of().formatHex(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Delivery delivery(
            List<WebhookConfig> webhooks, String id, String json, int events) {
        var payload = json.getBytes(StandardCharsets.UTF_8);
        var headers = Map.of("x-signature", List.of(signature(payload)), "x-delivery", List.of(id));
        var webhook = new Webhook(Optional.empty(), Map.of(), headers, payload);
        return new Delivery(id, new WebhookDelivery(webhooks.getFirst(), webhook), events);
    }

    private Optional<String> add(Task.Type kind, int seconds, String currency) {
        var path = paths(kind).getFirst();
        more++;
        var row = row(path, 100 + more, last(path).plusSeconds(seconds), currency);
        server.put(path, row);
        return Optional.of(id(row));
    }

    private List<String> paths(Task.Type kind) {
        return switch (kind) {
            case FETCH_ACCOUNTS -> List.of("/accounts");
            case FETCH_EXTERNAL_ACCOUNTS -> List.of("/beneficiaries");
            case FETCH_OTHERS -> List.of("/users");
            case FETCH_PAYMENTS -> List.of(paid(0), paid(1));
            case FETCH_BALANCES ->
                    server.lists.keySet().stream().filter(it -> it.endsWith("/balances")).toList();
            case CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS -> List.of();
        };
    }

    private LocalDateTime last(String path) {
        return LocalDateTime.parse(server.rows(path).getLast().getString("at"));
    }
}
