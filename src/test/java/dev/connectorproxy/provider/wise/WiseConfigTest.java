package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Points 1 and 2 of the offline conformance layer.
class WiseConfigTest {
    private static final Egress NOWHERE =
            (request, _) -> {
                throw new AssertionError("sent " + request.url());
            };
    private static final WiseProvider PROVIDER = new WiseProvider();

    @Test
    void isFoundByTheServiceLoader() {
        var names =
                ServiceLoader.load(PaymentProvider.class).stream()
                        .map(provider -> provider.get().name())
                        .toList();
        assertThat(names, hasItem("wise"));
    }

    @Test
    void fillsInWhereTheRealWiseIs() {
        var config =
                PROVIDER.configSchema().parse(config("webhookPublicKey", WiseSigner.publicKey()));

        assertThat(config.requiredString("endpoint"), is("https://api.wise.com"));
        assertThat(config.masked().getString("apiKey"), is("***"));
        assertThat(PROVIDER.configSchema().parse(config.json()), is(config));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiKey", "webhookPublicKey"})
    void requires(String field) {
        var config = Json.createObjectBuilder(config("x", "y")).remove("x").remove(field).build();

        var failure =
                assertThrows(PaymentException.class, () -> PROVIDER.configSchema().parse(config));

        assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
        assertThat(
                failure.getMessage(),
                containsString("validation error occurred for field " + field + ": is required"));
    }

    @ParameterizedTest
    @CsvSource({
        "webhookPublicKey, no key at all",
        "webhookPublicKey, -----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----",
        "webhookPublicKey, -----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----",
        "apiKey, two w0rds",
        "apiKey, kl\u00fcssel",
    })
    void refusesWhatTheSchemaCannotCheck(String field, String value) {
        var failure = assertThrows(PaymentException.class, () -> connector(config(field, value)));

        assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
        assertThat(failure.getMessage(), containsString("field " + field));
        assertThat(failure.getMessage(), not(containsString(value)));
    }

    @Test
    void readsAKeyWhoseLineEndsWereEscaped() {
        connector(config("webhookPublicKey", WiseSigner.publicKey().replace("\n", "\\n")));
    }

    @Test
    void callsNobodyWhenMadeAndInstalledAndPlansOnlyWhatItCanDo() {
        var tree = connector(config("pollingPeriod", "2m")).install(WiseHost.call());

        assertThat(
                tree.toString(),
                is(
                        List.of(
                                        Task.periodically(
                                                        Task.Type.FETCH_OTHERS,
                                                        Task.periodically(
                                                                Task.Type.FETCH_ACCOUNTS,
                                                                Task.periodically(
                                                                        Task.Type.FETCH_BALANCES)),
                                                        Task.periodically(
                                                                Task.Type.FETCH_EXTERNAL_ACCOUNTS),
                                                        Task.once(Task.Type.CREATE_WEBHOOKS),
                                                        Task.periodically(Task.Type.FETCH_PAYMENTS))
                                                .named("fetch_profiles"))
                                .toString()));
        check(tree);
    }

    @Test
    void whatItCannotDoIsNotImplemented() {
        var oneConnector = connector(config("pollingPeriod", "2m"));
        var others =
                List.<Consumer<PaymentConnector>>of(
                        c -> c.fetchOthers("users", FetchRequest.first(1), WiseHost.call()),
                        c -> c.pollTransferStatus("1", WiseHost.call()),
                        c -> c.pollPayoutStatus("1", WiseHost.call()));
        for (var other : others) {
            var failure = assertThrows(PaymentException.class, () -> other.accept(oneConnector));
            assertThat(failure.error(), is(PaymentError.NOT_IMPLEMENTED));
        }
    }

    private static void check(List<Task> tasks) {
        for (var task : tasks) {
            assertThat(PROVIDER.capabilities(), hasItem(task.type().capability()));
            check(task.nextTasks());
        }
    }

    private static JsonObject config(String field, String value) {
        return Json.createObjectBuilder()
                .add("name", "w")
                .add("apiKey", "key")
                .add("webhookPublicKey", WiseSigner.publicKey())
                .add(field, value)
                .build();
    }

    private static PaymentConnector connector(JsonObject config) {
        return PROVIDER.connector(
                PROVIDER.configSchema().parse(config),
                new ProviderContext(NOWHERE, InstantSource.system(), ProviderContext.Log.NONE));
    }
}
