package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Section 5 (points 1, 2 and 9): configuration, installation, and what is sent.
class GenericConfigTest {
    private GenericWorld world;

    @BeforeEach
    void start() throws IOException {
        world = GenericWorld.of(3, new GenericPsp.Size(5, 5, 5));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void isFoundByTheServiceLoader() {
        var names =
                ServiceLoader.load(PaymentProvider.class).stream()
                        .map(provider -> provider.get().name())
                        .toList();

        assertThat(names, hasItem("generic"));
        assertThat(names, hasItem("dummypay"));
    }

    @Test
    void sendsKeySortAndTimeInSecondsAndNoMoreRowsThanTheContractsPageSize() {
        var request = FetchRequest.first(1_000);
        var first = world.connector().fetchPayments(request, GenericWorld.call());
        assertThat(
                world.psp().seen().getFirst().target(),
                is("/psp/transactions?page=1&pageSize=100&sort=updatedAt%3Aasc"));
        assertThat(
                world.psp().last().headers().get("Authorization"),
                is(List.of("Bearer " + GenericPsp.API_KEY)));

        world.connector()
                .fetchPayments(request.after(first.newState().orElseThrow()), GenericWorld.call());

        var last = first.newState().orElseThrow().asJsonObject().getString("lastUpdatedAtFrom");
        assertThat(
                world.psp().last().target(),
                containsString(
                        "&updatedAtFrom="
                                + last.substring(0, "2026-01-01T00:00:00".length())
                                        .replace(":", "%3A")
                                + "Z"));
    }

    @Test
    void takesABaseUrlWithATrailingSlash() {
        var config =
                Json.createObjectBuilder(world.psp().config())
                        .add("endpoint", world.psp().url() + "/")
                        .build();

        GenericWorld.connector(config, world.egress())
                .fetchAccounts(FetchRequest.first(1), GenericWorld.call());

        assertThat(world.psp().last().target(), startsWith("/psp/accounts?"));
    }

    @Test
    void asksNobodyBeforeTheFirstFetch() {
        Egress none =
                (_, _) -> {
                    throw new AssertionError("a request");
                };

        var connector = GenericWorld.connector(world.psp().config(), none);

        var tree = connector.install(GenericWorld.call());
        connector.uninstall(List.of(), GenericWorld.call());
        assertThat(
                tree.stream().map(Task::type).toList(),
                is(
                        List.of(
                                Task.Type.FETCH_ACCOUNTS,
                                Task.Type.FETCH_EXTERNAL_ACCOUNTS,
                                Task.Type.FETCH_PAYMENTS)));
        assertThat(
                tree.getFirst().nextTasks().stream().map(Task::type).toList(),
                is(List.of(Task.Type.FETCH_BALANCES)));
    }

    @Test
    void hasNoMethodBeyondItsCapabilities() {
        var connector = world.connector();
        var capabilities = new GenericProvider().capabilities();

        assertThat(capabilities.contains(Capability.FETCH_OTHERS), is(false));
        for (var capability : List.of(Capability.CREATE_BANK_ACCOUNT, Capability.CREATE_WEBHOOKS)) {
            assertThat(capabilities.contains(capability), is(false));
        }
        var failure =
                assertThrows(
                        PaymentException.class,
                        () ->
                                connector.fetchOthers(
                                        "x", FetchRequest.first(1), GenericWorld.call()));
        assertThat(failure.error(), is(PaymentError.NOT_IMPLEMENTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\\nb", "schl\u00fcssel"})
    void refusesAKeyThatNoHeaderCarriesWithoutRepeatingIt(String key) {
        var config =
                Json.createObjectBuilder(world.psp().config())
                        .add("apiKey", key.translateEscapes())
                        .build();

        var failure =
                assertThrows(
                        PaymentException.class,
                        () -> GenericWorld.connector(config, world.egress()));

        assertThat(
                failure.getMessage(),
                is(
                        "invalid config: validation error occurred for field apiKey: must be visible ASCII"
                                + " characters without spaces"));
        assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
    }
}
