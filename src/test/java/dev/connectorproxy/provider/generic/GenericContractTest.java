package dev.connectorproxy.provider.generic;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The conformance kit, passed by `generic`.
class GenericContractTest extends ProviderContract {

    @Override
    protected PaymentProvider provider() {
        return new GenericProvider();
    }

    @Override
    protected ProviderFixture fixture() throws IOException {
        return new Fixture(new GenericPsp(0, new GenericPsp.Size(0, 0, 0)));
    }

    private record Fixture(GenericPsp psp) implements ProviderFixture {
        @Override
        public JsonObject config() {
            return psp.config();
        }

        @Override
        public void reset(long seed, int rows) {
            psp.reset(seed, new GenericPsp.Size(rows, rows, rows));
        }

        @Override
        public Set<String> references(Task.Type kind) {
            return expected(kind).keySet();
        }

        @Override
        public Map<String, Expected> expected(Task.Type kind) {
            var expected = new LinkedHashMap<String, Expected>();
            if (kind == Task.Type.FETCH_BALANCES) {
                for (var account : ids(psp.accounts())) {
                    psp.balances(account).ifPresent(it -> balances(it, expected));
                }
                return expected;
            }
            for (var row : list(kind).orElseThrow().all()) {
                expected.put(
                        row.getString("id"),
                        kind == Task.Type.FETCH_PAYMENTS ? payment(row) : account(kind, row));
            }
            return expected;
        }

        private static Expected account(Task.Type kind, JsonObject row) {
            var name = kind == Task.Type.FETCH_ACCOUNTS ? "accountName" : "ownerName";
            return Expected.at(OffsetDateTime.parse(row.getString("createdAt")).toInstant())
                    .with("name", row.get(name))
                    .from(row);
        }

        private static Expected payment(JsonObject row) {
            var at = OffsetDateTime.parse(row.getString("createdAt")).toInstant();
            var type =
                    row.getString("type").equals("PAYIN")
                            ? PaymentType.PAY_IN
                            : PaymentType.valueOf(row.getString("type"));
            return Expected.of(
                            at, new BigInteger(row.getString("amount")), row.getString("currency"))
                    .as(type, PaymentStatus.valueOf(row.getString("status")), PaymentScheme.OTHER)
                    .between(
                            Optional.ofNullable(row.getString("sourceAccountID", null)),
                            Optional.ofNullable(row.getString("destinationAccountID", null)))
                    .adjusting(row.getString("relatedTransactionID", ""))
                    .from(row);
        }

        private static void balances(JsonObject json, Map<String, Expected> expected) {
            var at = OffsetDateTime.parse(json.getString("at")).toInstant();
            for (var row : json.getJsonArray("balances").getValuesAs(JsonObject.class)) {
                expected.put(
                        json.getString("accountID") + " " + row.getString("currency"),
                        Expected.of(
                                at,
                                new BigInteger(row.getString("amount")),
                                row.getString("currency")));
            }
        }

        @Override
        public List<String> assumptions() {
            return List.of(
                    "accounts and beneficiaries are sorted by createdAt, transactions by updatedAt, in ascending order",
                    "rows of one timestamp come in any order, and stay in it",
                    "the filters createdAtFrom and updatedAtFrom include their timestamp",
                    "a changed transaction has a later updatedAt and the same createdAt",
                    "amounts are texts in minor units of the asset that currency names");
        }

        @Override
        public Set<String> constant() {
            return Set.of("scheme");
        }

        @Override
        public Optional<String> add(Task.Type kind, boolean tied) {
            return list(kind).flatMap(it -> it.append(tied));
        }

        @Override
        public Optional<String> update(Task.Type kind) {
            return kind == Task.Type.FETCH_PAYMENTS
                    ? psp.transactions().touchOldest()
                    : Optional.empty();
        }

        @Override
        public Optional<String> delete(Task.Type kind) {
            return list(kind).flatMap(PspList::removeOldest);
        }

        @Override
        public Optional<String> addUnsupported(Task.Type kind) {
            if (kind != Task.Type.FETCH_PAYMENTS) {
                return Optional.empty();
            }
            var id = psp.transactions().append(false).orElseThrow();
            var row = psp.transactions().all().getLast();
            psp.transactions().put(Json.createObjectBuilder(row).add("currency", "shells").build());
            return Optional.of(id);
        }

        @Override
        public String errorBody(int status, String message) {
            return Json.createObjectBuilder()
                    .add("Title", "Fault")
                    .add("Detail", message)
                    .build()
                    .toString();
        }

        @Override
        public Set<String> query(Task.Type kind) {
            return switch (kind) {
                case FETCH_ACCOUNTS, FETCH_EXTERNAL_ACCOUNTS ->
                        Set.of("sort=createdAt:asc", "page=1");
                case FETCH_PAYMENTS -> Set.of("sort=updatedAt:asc", "page=1");
                case FETCH_BALANCES,
                        FETCH_OTHERS,
                        CREATE_WEBHOOKS,
                        FETCH_ORDERS,
                        FETCH_CONVERSIONS ->
                        Set.of();
            };
        }

        @Override
        public List<JsonObject> refusedConfigs() {
            return List.of(Json.createObjectBuilder(config()).add("apiKey", "a b").build());
        }

        @Override
        public PaymentStatus orderStatus(Capability kind) {
            return PaymentStatus.PENDING;
        }

        @Override
        public Optional<PaymentInitiation> order(Capability kind, String reference) {
            return Optional.of(
                    new PaymentInitiation(
                            reference,
                            Instant.EPOCH,
                            "rent",
                            account("a"),
                            account("b"),
                            BigInteger.TEN,
                            "JPY",
                            Map.of()));
        }

        @Override
        public void close() {
            psp.close();
        }

        private static Optional<Account> account(String reference) {
            return Optional.of(Account.of(reference, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT));
        }

        private static Set<String> ids(PspList list) {
            var ids = new LinkedHashSet<String>();
            list.all().forEach(object -> ids.add(object.getString("id")));
            return ids;
        }

        private Optional<PspList> list(Task.Type kind) {
            return switch (kind) {
                case FETCH_ACCOUNTS -> Optional.of(psp.accounts());
                case FETCH_EXTERNAL_ACCOUNTS -> Optional.of(psp.beneficiaries());
                case FETCH_PAYMENTS -> Optional.of(psp.transactions());
                case FETCH_BALANCES,
                        FETCH_OTHERS,
                        CREATE_WEBHOOKS,
                        FETCH_ORDERS,
                        FETCH_CONVERSIONS ->
                        Optional.empty();
            };
        }
    }
}
