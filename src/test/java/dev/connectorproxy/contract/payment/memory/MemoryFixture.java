package dev.connectorproxy.contract.payment.memory;

import static dev.connectorproxy.contract.payment.memory.MemoryRows.CURRENCIES;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.START;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.balanceName;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.id;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.paid;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.row;
import static dev.connectorproxy.contract.payment.memory.MemoryRows.text;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fixture of the provider `memory`: a [MemoryServer] and what is in it.
final class MemoryFixture implements ProviderFixture, MemoryOrders {
    private final MemoryServer server = new MemoryServer();
    private final Flaw flaw;
    private int more;

    MemoryFixture() {
        this(Flaw.NONE);
    }

    MemoryFixture(Flaw flaw) {
        this.flaw = flaw;
    }

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
    public MemoryServer server() {
        return server;
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
            server.put("/accounts/" + id("/accounts", i) + "/balances", MemoryRows.balance(i));
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
                            expected.put(id(row), Expected.at(MemoryRows.created(row)));
                    case FETCH_BALANCES ->
                            expected.put(balanceName(path, row), MemoryRows.balance(row));
                    case FETCH_PAYMENTS -> expected.put(id(row), MemoryRows.payment(row));
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
    public List<String> assumptions() {
        return flaw == Flaw.ASSUMES_NOTHING
                ? List.of()
                : List.of(
                        "lists are sorted by at, then by id",
                        "an update changes at, never created");
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
    public List<Delivery> deliveries(List<WebhookConfig> webhooks) {
        return List.of(
                delivery(webhooks.getFirst(), "{\"deleted\":\"one\"}", 1),
                delivery(webhooks.getLast(), "{\"cancelled\":\"other\"}", 1),
                delivery(webhooks.getFirst(), "{\"test\":true}", 0));
    }

    @Override
    public int webhooks() {
        return server.hooks.size();
    }

    private Delivery delivery(WebhookConfig config, String json, int events) {
        more++;
        var payload = json.getBytes(StandardCharsets.UTF_8);
        var headers =
                Map.of(
                        "x-signature",
                        List.of(MemorySignature.of(payload, ProviderContract.NOW)),
                        "x-delivery",
                        List.of("d" + more));
        var webhook = new Webhook(Optional.empty(), Map.of(), headers, payload);
        return new Delivery(json, new WebhookDelivery(config, webhook), events);
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
