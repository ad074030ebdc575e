package dev.connectorproxy.devserver.run;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// A connector with an install tree and lists that a test fills; each list has a cursor `{"next":n}`.
final class TreeConnector implements PaymentConnector {
    /// The calls so far, such as `balances a1 0`: kind, payload and position.
    final Queue<String> calls = new ConcurrentLinkedQueue<>();

    final List<String> accounts = new ArrayList<>(List.of("a1", "a2", "a3"));
    final List<Payment> payments = new ArrayList<>(List.of(payment("p1"), payment("p2")));
    volatile List<String> deleted = List.of();
    private final List<Task> tree;
    private volatile Before before = _ -> {};

    TreeConnector(Task... tree) {
        this.tree = List.of(tree);
    }

    /// Runs before each fetch; it may throw.
    @FunctionalInterface
    interface Before {
        void fetch(String call) throws Exception;
    }

    void before(Before hook) {
        before = hook;
    }

    static Payment payment(String reference) {
        return Payment.of(reference, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT)
                .as(PaymentType.PAYOUT, PaymentStatus.PENDING, PaymentScheme.OTHER)
                .withAmount(BigInteger.TEN, "USD/2");
    }

    @Override
    public List<Task> install(Call call) {
        return tree;
    }

    @Override
    public Page<Account> fetchAccounts(FetchRequest request, Call call) {
        return page(
                "accounts",
                request,
                accounts,
                reference -> Account.of(reference, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT));
    }

    @Override
    public Page<Balance> fetchBalances(FetchRequest request, Call call) {
        var account = request.account().reference();
        return page(
                "balances " + account,
                request,
                List.of("EUR/2"),
                asset -> Balance.of(account, Instant.EPOCH, BigInteger.ONE, asset));
    }

    @Override
    public Page<Other> fetchOthers(String name, FetchRequest request, Call call) {
        return page(
                name,
                request,
                List.of("u1"),
                id -> new Other(id, Json.createObjectBuilder().add("user", id).build()));
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        var page =
                page(
                        "payments" + request.fromPayload().map(payload -> " " + payload).orElse(""),
                        request,
                        payments,
                        payment -> payment);
        return new PaymentsPage(page.items(), deleted, page.newState(), page.hasMore());
    }

    private <R, T> Page<T> page(
            String call, FetchRequest request, List<R> rows, Function<R, T> row) {
        int from = request.state().map(state -> state.asJsonObject().getInt("next")).orElse(0);
        calls.add(call + " " + from);
        try {
            before.fetch(call + " " + from);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        int to = Math.min(rows.size(), from + request.pageSize());
        return Page.of(
                rows.subList(from, to).stream().map(row).toList(),
                Json.createObjectBuilder().add("next", to).build(),
                to < rows.size());
    }
}
