package dev.connectorproxy.contract.payment.memory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.connectorproxy.contract.payment.LiveContract;
import dev.connectorproxy.contract.payment.LiveFixture;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The live contract: that it is off without credentials, and what it finds, with the memory server for a sandbox.
class LiveContractTest {
    private static final String NOBODY_HAS = "CONNECTOR_PROXY_KEY_THAT_NOBODY_HAS";

    @Test
    void isSkippedWithAReasonWithoutCredentials() {
        var outcome = run(WithoutCredentials.class);

        assertThat(outcome.ran(), is(empty()));
        assertThat(outcome.failed(), is(empty()));
        assertThat(outcome.skipped().values().toString(), containsString("no sandbox key"));
    }

    @Test
    void neverRunsWithoutNamingItsCredentials() {
        var outcome = run(NamingNothing.class);

        assertThat(outcome.ran(), is(empty()));
        assertThat(
                outcome.skipped().values().toString(),
                containsString("no EnabledIfEnvironmentVariable"));
    }

    @Test
    void findsNothingWrongWithASandboxThatKeepsToItsApi() {
        var outcome = run(WithCredentials.class);

        assertThat(outcome.details(), outcome.failed(), is(empty()));
        assertThat(outcome.skipped(), is(anEmptyMap()));
        assertThat(outcome.ran().size(), is(9));
    }

    @Test
    void findsWhatASandboxChanged() {
        var outcome = run(Drifted.class);

        assertThat(outcome.ran(), is(not(empty())));
        for (var property :
                List.of(
                        "property2AmountsAreAsTheParserExpectsThem",
                        "property3RowsComeInTheOrderThatTheStateReliesOn",
                        "property5AListAndTheRowAskedForAloneAgree",
                        "property6WhatTheMappingReadsOfOtherObjectsIsThere",
                        "property8WebhooksAreSetUpAndTakenBack")) {
            assertThat(outcome.failed(), hasItem(property));
        }
        assertThat(outcome.failed().size(), is(5));
        assertThat(outcome.details(), containsString("has its signing key"));
    }

    private static KitRun run(Class<?> test) {
        return KitRun.of(selectClass(test), "contract.live", "true");
    }

    @EnabledIfEnvironmentVariable(
            named = NOBODY_HAS,
            matches = ".+",
            disabledReason = "no sandbox key")
    static class WithoutCredentials extends NamingNothing {}

    static class NamingNothing extends LiveContract {
        @Override
        protected LiveFixture fixture() {
            return new MemorySandbox();
        }
    }

    /// Every machine has this variable.
    @EnabledIfEnvironmentVariable(named = "PATH", matches = "(?s).+")
    static class WithCredentials extends NamingNothing {}

    @EnabledIfEnvironmentVariable(named = "PATH", matches = "(?s).+")
    static class Drifted extends LiveContract {
        @Override
        protected LiveFixture fixture() {
            return new DriftedSandbox();
        }
    }

    private static class MemorySandbox implements LiveFixture {
        final MemoryFixture memory = new MemoryFixture();

        MemorySandbox() {
            memory.reset(1, 12);
        }

        @Override
        public PaymentProvider provider() {
            return new MemoryProvider();
        }

        @Override
        public JsonObject config() {
            return memory.config();
        }

        @Override
        public Egress egress() {
            return memory.egress();
        }

        @Override
        public List<String> required(Task.Type kind, JsonObject raw) {
            return kind == Task.Type.FETCH_PAYMENTS ? List.of("/currency") : List.of();
        }

        @Override
        public Optional<String> decimal(Payment payment) {
            int decimals =
                    payment.asset().endsWith("/2") ? 2 : payment.asset().endsWith("/3") ? 3 : 0;
            return Optional.of(
                    new BigDecimal(payment.amount().orElseThrow(), decimals).toPlainString());
        }

        @Override
        public Optional<Account> account(String reference) {
            var at =
                    Instant.parse(
                            ((JsonString)
                                            memory.expected(Task.Type.FETCH_ACCOUNTS)
                                                    .get(reference)
                                                    .fields()
                                                    .get("createdAt"))
                                    .getString());
            return Optional.of(Account.of(reference, at, JsonObject.TRUE));
        }

        @Override
        public Optional<PaymentInitiation> smallestOrder(Capability kind, String reference) {
            return memory.order(kind, reference);
        }

        @Override
        public Set<String> webhookSecrets() {
            return Set.of("secret");
        }

        @Override
        public Optional<String> webhookBaseUrl() {
            return Optional.of("https://nobody.example");
        }
    }

    private static final class DriftedSandbox extends MemorySandbox {
        @Override
        public List<String> required(Task.Type kind, JsonObject raw) {
            return List.of("/gone");
        }

        @Override
        public Optional<String> decimal(Payment payment) {
            return Optional.of("1");
        }

        @Override
        public String orderKey(Task.Type kind, JsonObject row) {
            return new StringBuilder(row.getString("reference", "")).reverse().toString();
        }

        @Override
        public Set<String> webhookSecrets() {
            return Set.of("signing key");
        }

        @Override
        public Optional<Account> account(String reference) {
            return Optional.of(Account.of(reference, Instant.EPOCH, JsonObject.TRUE));
        }
    }
}
