package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Points 1 and 2 of the offline conformance layer.
class StripeProviderTest {
    private final StripeProvider provider = new StripeProvider();

    @Test
    void theProviderIsFound() {
        var found =
                ServiceLoader.load(PaymentProvider.class).stream()
                        .<Object>map(ServiceLoader.Provider::get)
                        .toList();

        assertThat(found, hasItem(instanceOf(StripeProvider.class)));
    }

    @Test
    void theKeyIsASecretAndTheEndpointHasADefault() {
        var config =
                provider.configSchema()
                        .parse(Json.createObjectBuilder().add("APIKEY", "sk_1").build(), "n");
        var missing =
                StripeSession.failure(() ->
                        provider.configSchema().parse(Json.createObjectBuilder().build(), "n"));

        assertThat(config.requiredString("endpoint"), is("https://api.stripe.com"));
        assertThat(config.toString(), not(containsString("sk_1")));
        assertThat(missing.getMessage(), containsString("field apiKey: is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk 1", "sk_1\r\nX: 1", "schlüssel"})
    void aKeyThatIsNoHeaderIsRefusedAndNotShown(String key) {
        var config =
                provider.configSchema()
                        .parse(Json.createObjectBuilder().add("apiKey", key).build(), "n");
        var context =
                new ProviderContext(
                        StripeSession.EGRESS, () -> StripeSession.NOW, ProviderContext.Log.NONE);

        var failure = StripeSession.failure(() -> provider.connector(config, context));

        assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
        assertThat(failure.getMessage(), not(containsString(key)));
    }

    @Test
    void creatingAndInstallingCallsNobody() {
        try (var stripe = new StripeSession(1, 1, 1)) {
            var tree = stripe.connector.install(StripeSession.call());

            assertThat(
                    tree.stream().map(task -> PaymentJson.of(task).toString()).toList(),
                    is(
                            List.of(
                                    "{\"taskType\":1,\"name\":\"fetch_accounts\",\"periodically\":true,\"nextTasks\":[{\"taskType\":2,\"name\":\"fetch_balances\",\"periodically\":false,\"nextTasks\":[]},{\"taskType\":4,\"name\":\"fetch_payments\",\"periodically\":true,\"nextTasks\":[]},{\"taskType\":3,\"name\":\"fetch_recipients\",\"periodically\":true,\"nextTasks\":[]}]}",
                                    "{\"taskType\":5,\"name\":\"create_webhooks\",\"periodically\":false,\"nextTasks\":[]}")));
            assertThat(
                    tree.stream()
                            .flatMap(StripeProviderTest::all)
                            .map(task -> task.type().capability())
                            .toList(),
                    everyItem(is(in(provider.capabilities()))));
            assertThat(stripe.server.count(), is(0));
        }
    }

    @Test
    void whatIsNotDeclaredIsNotImplemented() {
        try (var stripe = new StripeSession(1, 1, 1)) {
            var call = StripeSession.call();
            for (Runnable runnable :
                    new Runnable[] {
                        () -> stripe.connector.fetchOthers("x", FetchRequest.first(1), call),
                        () -> stripe.connector.pollTransferStatus("x", call),
                        () -> stripe.connector.pollPayoutStatus("x", call),
                    }) {
                assertThat(
                        StripeSession.failure(runnable).getMessage(),
                        startsWith("not implemented"));
            }
        }
    }

    private static Stream<Task> all(Task task) {
        return Stream.concat(
                Stream.of(task), task.nextTasks().stream().flatMap(StripeProviderTest::all));
    }
}
