package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.provider.dummypay.DummypayFiles.Slice;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Conversion;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Order;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A connector to a directory of files. The state is the number of the next row, so new rows must be added at the end.
final class DummypayConnector implements PaymentConnector {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String NEXT = "nextToken";

    /// The state of Formance's dummypay connector after all rows were read.
    private static final BigInteger END = BigInteger.ONE.negate();

    private static final List<Task> TREE =
            List.of(
                    Task.periodically(
                            Task.Type.FETCH_ACCOUNTS, Task.periodically(Task.Type.FETCH_BALANCES)),
                    Task.periodically(Task.Type.FETCH_PAYMENTS),
                    Task.periodically(Task.Type.FETCH_ORDERS),
                    Task.periodically(Task.Type.FETCH_CONVERSIONS));

    private final DummypayFiles files;
    private final InstantSource clock;
    private final DummypayOrders orders;

    DummypayConnector(DummypayFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        this.orders = new DummypayOrders(files, clock);
    }

    @Override
    public List<Task> install(Call call) {
        return TREE;
    }

    /// Nothing was created, so there is nothing to remove.
    @Override
    public void uninstall(List<WebhookConfig> webhooks, Call call) {}

    @Override
    public Page<Account> fetchAccounts(FetchRequest request, Call call) {
        var slice = slice(DummypayFile.ACCOUNTS, request);
        var accounts = slice.rows().stream().map(DummypayMapping::account).toList();
        return Page.of(accounts, state(slice), slice.hasMore());
    }

    @Override
    public PaymentsPage fetchPayments(FetchRequest request, Call call) {
        var slice = slice(DummypayFile.PAYMENTS, request);
        var payments = slice.rows().stream().map(DummypayMapping::payment).toList();
        return PaymentsPage.of(payments, state(slice), slice.hasMore());
    }

    @Override
    public Page<Order> fetchOrders(FetchRequest request, Call call) {
        var slice = slice(DummypayFile.ORDERS, request);
        var rows = slice.rows().stream().map(TradeMapping::order).toList();
        return Page.of(rows, state(slice), slice.hasMore());
    }

    @Override
    public Page<Conversion> fetchConversions(FetchRequest request, Call call) {
        var slice = slice(DummypayFile.CONVERSIONS, request);
        var rows = slice.rows().stream().map(TradeMapping::conversion).toList();
        return Page.of(rows, state(slice), slice.hasMore());
    }

    /// All balances of the account on one page.
    @Override
    public Page<Balance> fetchBalances(FetchRequest request, Call call) {
        var account = request.account().reference();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Page.whole(
                files.all(DummypayFile.BALANCES).stream()
                        .filter(balance ->
                                balance.fields().requiredString("account_id").equals(account))
                        .map(it -> DummypayMapping.balance(it, now))
                        .toList());
    }

    @Override
    public Initiated createTransfer(PaymentInitiation initiation, Call call) {
        return new Initiated.Done(orders.pay(PaymentType.TRANSFER, initiation));
    }

    @Override
    public Initiated createPayout(PaymentInitiation initiation, Call call) {
        return new Initiated.Done(orders.pay(PaymentType.PAYOUT, initiation));
    }

    @Override
    public Payment reverseTransfer(PaymentReversal reversal, Call call) {
        return orders.reverse(PaymentType.TRANSFER, reversal);
    }

    @Override
    public Payment reversePayout(PaymentReversal reversal, Call call) {
        return orders.reverse(PaymentType.PAYOUT, reversal);
    }

    private Slice slice(DummypayFile file, FetchRequest request) {
        return files.slice(file, from(request), request.pageSize());
    }

    private static int from(FetchRequest request) {
        var state = request.stateFields();
        var next = state.integer(NEXT).orElse(BigInteger.ZERO);
        if (next.equals(END)) {
            return Integer.MAX_VALUE;
        }
        if (next.signum() < 0) {
            throw state.wrong(NEXT, "a whole number from zero");
        }
        return next.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
    }

    private static JsonObject state(Slice slice) {
        return JSON.createObjectBuilder().add(NEXT, slice.next()).build();
    }
}
