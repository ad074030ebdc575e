package dev.connectorproxy.provider.dummypay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sections 1.7 and 3.3: what dummypay reads, page by page.
class DummypayFetchTest {
    private static final Path EXAMPLES = Path.of("etc/examples/dummypay");

    @TempDir private Path directory;

    @Test
    void playsTheSessionOfTheReadmeWithTheFilesThatAreShipped() {
        var dummypay = new Dummypay(EXAMPLES);

        var first = dummypay.accounts(FetchRequest.first(2));
        assertThat(
                first.items().stream().map(Account::reference).toList(),
                contains("acc-1", "acc-2"));
        assertThat(first.newState().orElseThrow().toString(), is("{\"nextToken\":2}"));
        assertThat(first.hasMore(), is(true));
        var second = dummypay.accounts(FetchRequest.first(2).after(first.newState().orElseThrow()));
        assertThat(second.items().stream().map(Account::reference).toList(), contains("acc-3"));
        assertThat(second.newState().orElseThrow().toString(), is("{\"nextToken\":3}"));
        assertThat(second.hasMore(), is(false));
        var balances =
                dummypay.balances(
                        FetchRequest.first(2).from(Dummypay.json("{\"Reference\":\"acc-1\"}")));
        assertThat(
                balances.items(),
                contains(Balance.of("acc-1", Dummypay.NOW_SECONDS, BigInteger.valueOf(23), "EUR")));
        assertThat(balances.newState(), is(Optional.empty()));
        assertThat(balances.hasMore(), is(false));
        var pages = new ArrayList<Fetched<Payment>>();
        var payments = dummypay.all(dummypay::payments, 2, Optional.empty(), pages::add);
        assertThat(pages.size(), is(greaterThan(3)));
        assertThat(Validation.payments(payments), is(empty()));
        assertThat(Validation.accounts(first.items()), is(empty()));
        for (var account : dummypay.accounts(FetchRequest.first(9)).items()) {
            var all = dummypay.balances(FetchRequest.first(2).from(PaymentJson.of(account)));
            assertThat(Validation.balances(all.items()), is(empty()));
            assertThat(all.items().size(), is(greaterThan(0)));
        }
    }

    @Test
    void externalAccountsAreNotImplemented() {
        var failure =
                assertThrows(
                        PaymentException.class,
                        () ->
                                new Dummypay(EXAMPLES)
                                        .connector()
                                        .fetchExternalAccounts(
                                                FetchRequest.first(1), Dummypay.CALL));

        assertThat(failure.getMessage(), is("not implemented"));
    }

    @Test
    void isInstalledWithNothingButWhatItDeclares() {
        var provider = new DummypayProvider();
        var connector = new Dummypay(directory).connector();

        var tree = connector.install(Dummypay.CALL);

        assertThat(
                tree.stream().map(Task::type).toList(),
                is(
                        List.of(
                                Task.Type.FETCH_ACCOUNTS,
                                Task.Type.FETCH_PAYMENTS,
                                Task.Type.FETCH_ORDERS,
                                Task.Type.FETCH_CONVERSIONS)));
        assertThat(
                tree.getFirst().nextTasks().stream().map(Task::type).toList(),
                is(List.of(Task.Type.FETCH_BALANCES)));
        assertThat(provider.capabilities().contains(Capability.FETCH_EXTERNAL_ACCOUNTS), is(false));
        assertThat(provider.debugOnly(), is(true));
        connector.uninstall(List.of(), Dummypay.CALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void bringsEveryRowOnceAtEveryPageSizeAndFromEveryStateInBetween(int size) {
        Dummypay.write(directory, "payments.json", Dummypay.payments(0, 211));
        var dummypay = new Dummypay(directory);
        var pages = new ArrayList<Fetched<Payment>>();

        var all = dummypay.all(dummypay::payments, size, Optional.empty(), pages::add);

        assertThat(all.stream().map(Payment::reference).toList(), is(Dummypay.references(0, 211)));
        int read = 0;
        for (var page : pages) {
            read += page.items().size();
            assertThat(page.items().size(), is(lessThanOrEqualTo(size)));
            var rest = dummypay.all(dummypay::payments, 50, page.newState(), _ -> {});
            assertThat(rest, is(all.subList(read, all.size())));
        }
    }

    @Test
    void bringsRowsAddedAfterTheLastPageAtTheNextPoll() {
        Dummypay.write(directory, "payments.json", Dummypay.payments(0, 3));
        var dummypay = new Dummypay(directory);
        var last = new ArrayList<Fetched<Payment>>();
        dummypay.all(dummypay::payments, 2, Optional.empty(), last::add);
        var state = last.getLast().newState();

        assertThat(dummypay.all(dummypay::payments, 2, state, last::add), is(empty()));
        assertThat(last.getLast().newState(), is(state));
        assertThat(last.getLast().hasMore(), is(false));

        Dummypay.write(directory, "payments.json", Dummypay.payments(0, 5));
        assertThat(
                dummypay.all(dummypay::payments, 2, state, last::add).stream()
                        .map(Payment::reference)
                        .toList(),
                is(Dummypay.references(3, 5)));
    }

    /// The reference wrote -1 at the end of a file and ended the process on the next poll.
    @ParameterizedTest
    @CsvSource({"-1, 3", "99, 3", "3, 3", "123456789012345678901234567890, 3"})
    void findsNothingBehindTheEnd(String token, int next) {
        Dummypay.write(directory, "payments.json", Dummypay.payments(0, 3));
        var state = Dummypay.json("{\"nextToken\":" + token + "}");

        var page = new Dummypay(directory).payments(FetchRequest.first(2).after(state));

        assertThat(page.items(), is(empty()));
        assertThat(page.hasMore(), is(false));
        assertThat(page.newState().orElseThrow().toString(), is("{\"nextToken\":" + next + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"nextToken\":-2}", "{\"nextToken\":\"1\"}", "{\"nextToken\":1.5}", "[]"})
    void refusesAStateThatIsNone(String state) {
        var request = FetchRequest.first(2).after(Dummypay.json(state));

        var failure =
                assertThrows(
                        PaymentException.class, () -> new Dummypay(directory).accounts(request));

        assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
    }

    @Test
    void startsAtTheBeginningWithAnEmptyState() {
        Dummypay.write(directory, "payments.json", Dummypay.payments(0, 2));
        var request = FetchRequest.first(2).after(JsonValue.EMPTY_JSON_OBJECT);

        assertThat(new Dummypay(directory).payments(request).items().size(), is(2));
    }

    @Test
    void findsNothingWhereNoFilesAre() {
        for (var place : List.of(directory.toString(), directory.resolve("to-come") + "/")) {
            var dummypay = new Dummypay(place);
            assertThat(dummypay.accounts(FetchRequest.first(2)).items(), is(empty()));
            var payments = dummypay.payments(FetchRequest.first(2));
            assertThat(payments.items(), is(empty()));
            assertThat(payments.newState().orElseThrow().toString(), is("{\"nextToken\":0}"));
            assertThat(
                    dummypay.balances(
                                    FetchRequest.first(1)
                                            .from(Dummypay.json("{\"reference\":\"a\"}")))
                            .items(),
                    is(empty()));
        }
    }

    @Test
    void mapsEveryFieldOfAnAccount() {
        var full =
                "{\"id\":\"a\",\"name\":\"\u6771\",\"opening_date\":\"2026-01-01T01:00:00+01:00\",\"currency\":\"not one\"}";
        var bare = "{\"id\":\"b\",\"opening_date\":\"2026-01-01T00:00:00Z\",\"name\":null}";
        Dummypay.write(directory, "accounts.json", "[" + full + "," + bare + "]");

        var page = new Dummypay(directory).accounts(FetchRequest.first(5));

        var at = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(
                page.items(),
                contains(
                        Account.of("a", at, Dummypay.json(full))
                                .withName("\u6771")
                                .withDefaultAsset("not one"),
                        Account.of("b", at, Dummypay.json(bare))));
        assertThat(
                Validation.accounts(page.items()).getFirst().message(),
                is("invalid default asset: validation error"));
    }

    @Test
    void mapsEveryFieldOfAPayment() {
        var row =
                """
                {"reference":"p","parent_reference":"o","type":"PAYIN","amount":9223372036854775808,"currency":"BHD/3",
                 "status":"DISPUTE_WON","created_at":"2026-01-01T00:00:00.5Z","source_account_id":"s",
                 "destination_account_id":"d","metadata":{"k":"v"}}
                """;
        Dummypay.write(directory, "payments.json", "[" + row + "]");

        var payment = new Dummypay(directory).payments(FetchRequest.first(5)).items().getFirst();

        assertThat(
                payment,
                is(
                        new Payment(
                                "o",
                                "p",
                                Instant.parse("2026-01-01T00:00:00.5Z"),
                                PaymentType.PAY_IN,
                                Optional.of(BigInteger.TWO.pow(63)),
                                "BHD/3",
                                PaymentScheme.OTHER,
                                PaymentStatus.DISPUTE_WON,
                                Optional.of("s"),
                                Optional.of("d"),
                                Map.of("k", "v"),
                                Optional.of(Dummypay.json(row)))));
    }

    @Test
    void hasNoBalanceForAnAccountThatIsNotKnownAndNeedsAnAccount() {
        var dummypay = new Dummypay(EXAMPLES);

        var stranger = Dummypay.json("{\"reference\":\"../balances.json\"}");
        assertThat(dummypay.balances(FetchRequest.first(1).from(stranger)).items(), is(empty()));
        Function<FetchRequest, PaymentError> error =
                request ->
                        assertThrows(PaymentException.class, () -> dummypay.balances(request))
                                .error();
        assertThat(error.apply(FetchRequest.first(1)), is(PaymentError.MISSING_FROM_PAYLOAD));
        assertThat(
                error.apply(FetchRequest.first(1).from(JsonValue.TRUE)),
                is(PaymentError.INVALID_REQUEST));
    }
}
