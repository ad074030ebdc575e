package dev.connectorproxy.contract.payment.memory;

import static dev.connectorproxy.contract.payment.memory.MemoryRows.HUGE;

import dev.connectorproxy.contract.payment.OrderFixture;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentStatus;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Orders at a [MemoryServer].
interface MemoryOrders extends OrderFixture {

    MemoryServer server();

    @Override
    default Optional<PaymentInitiation> order(Capability kind, String reference) {
        return Optional.of(
                new PaymentInitiation(
                        reference,
                        Instant.EPOCH,
                        "rent",
                        account("accounts-0"),
                        account("beneficiaries-1"),
                        HUGE,
                        "USD/2",
                        Map.of()));
    }

    @Override
    default PaymentStatus orderStatus(Capability kind) {
        return kind == Capability.CREATE_PAYOUT ? PaymentStatus.PENDING : PaymentStatus.SUCCEEDED;
    }

    @Override
    default void settle(String pollingId) {
        server().orders
                .computeIfPresent(
                        pollingId,
                        (_, object) ->
                                MemoryProvider.JSON
                                        .createObjectBuilder(object)
                                        .add("status", "done")
                                        .build());
    }

    @Override
    default Optional<PaymentReversal> reversal(PaymentInitiation order, Payment payment) {
        return payment.raw()
                .filter(value -> value.asJsonObject().getString("type").equals("move"))
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
    default Optional<BankAccount> bankAccount() {
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

    private static Optional<Account> account(String reference) {
        return Optional.of(Account.of(reference, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT));
    }
}
