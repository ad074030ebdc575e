package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A provider with endless pages; every state has a unique number. It records which connector was called with which
/// state and returned which.
final class ChaosProvider implements PaymentProvider {
    private final AtomicInteger connectors = new AtomicInteger();
    private final AtomicLong states = new AtomicLong();
    private final ChaosLedger ledger;

    ChaosProvider(ChaosLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "chaos";
    }

    @Override
    public ConfigSchema configSchema() {
        return ConfigSchema.of();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.FETCH_PAYMENTS, Capability.FETCH_ACCOUNTS);
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        return new Connector(connectors.incrementAndGet());
    }

    private final class Connector implements PaymentConnector {
        private final int generation;

        Connector(int generation) {
            this.generation = generation;
        }

        @Override
        public List<Task> install(Call call) {
            return List.of(Task.periodically(Task.Type.FETCH_ACCOUNTS));
        }

        @Override
        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
            return Page.of(List.of(), nextState("accounts", request), true);
        }

        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            return PaymentsPage.of(List.<Payment>of(), nextState("payments", request), true);
        }

        private JsonObject nextState(String kind, FetchRequest request) {
            var from = request.state().map(JsonValue::asJsonObject);
            Thread.yield(); // lets other fetches run between the reading of a state and its commit
            long to = states.incrementAndGet();
            ledger.fetched(
                    new ChaosLedger.Fetch(
                            generation,
                            kind + request.fromPayload().map(JsonValue::toString).orElse(""),
                            from.map(it -> it.getInt("generation", generation)).orElse(generation),
                            from.map(it -> it.getJsonNumber("number").longValueExact()).orElse(0L),
                            to));
            return Json.createObjectBuilder()
                    .add("generation", generation)
                    .add("number", to)
                    .build();
        }
    }
}
