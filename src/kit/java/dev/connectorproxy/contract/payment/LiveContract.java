package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookSetup;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Tests of a provider's own sandbox, in eight properties, which detect changes of its API that break the connector.
///
/// A subclass names the environment variable with the credentials by JUnit's `EnabledIfEnvironmentVariable`, and is
/// skipped with a reason where there are none; one that names no variable never runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(OnlyWithCredentials.class)
public abstract class LiveContract {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int SMALL = 5;

    private LiveFixture fixture;
    private LiveWalk walk;

    /// A new fixture; closed after the last test.
    protected abstract LiveFixture fixture() throws Exception;

    @BeforeAll
    final void open() throws Exception {
        fixture = fixture();
        walk = new LiveWalk(fixture, SMALL);
    }

    @AfterAll
    final void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    void property1FieldsThatTheMappingDependsOnAreThere() {
        for (var row : walk.rows()) {
            assertThat(row.reference(), Point06Models.warnings(row), is(empty()));
        }
    }

    @Test
    void property2AmountsAreAsTheParserExpectsThem() {
        for (var row : walk.rows(Task.Type.FETCH_PAYMENTS)) {
            var payment = RecordReader.payment(row.json());
            var asset = Asset.of(payment.asset()).orElseThrow();
            fixture.decimal(payment)
                    .ifPresent(text ->
                            assertThat(
                                    row.reference(),
                                    payment.amount().orElseThrow(),
                                    is(asset.minorUnits(text))));
        }
    }

    @Test
    void property3RowsComeInTheOrderThatTheStateReliesOn() {
        for (var list : walk.lists()) {
            var kind = list.getFirst().kind();
            var pinned = fixture.pinned(kind);
            var references =
                    list.stream().map(FetchedRow::reference).filter(pinned::contains).toList();
            if (!references.isEmpty()) {
                assertThat(
                        kind.name(),
                        references,
                        is(pinned.stream().filter(references::contains).toList()));
            } else if (!fixture.unordered().contains(kind)) {
                var keys = list.stream().map(row -> fixture.orderKey(kind, row.json())).toList();
                assertThat(kind.name(), keys, is(keys.stream().sorted().toList()));
            }
        }
    }

    @Test
    void property4PagesOfAnySizeBringTheSameRows() {
        var large = new LiveWalk(fixture, walk.pageSize());

        for (var kind : Task.Type.values()) {
            assertThat(kind.name(), walk.references(kind), is(large.references(kind)));
        }
        assertThat("rows of the sandbox", walk.rows(), is(not(empty())));
    }

    @Test
    void property5AListAndTheRowAskedForAloneAgree() {
        for (var row : walk.rows(Task.Type.FETCH_ACCOUNTS)) {
            var listed = PaymentReader.account(row.json());
            fixture.account(row.reference())
                    .ifPresent(account -> {
                        assertThat(account.reference(), is(listed.reference()));
                        assertThat(account.createdAt(), is(listed.createdAt()));
                        assertThat(account.defaultAsset(), is(listed.defaultAsset()));
                    });
        }
    }

    @Test
    void property6WhatTheMappingReadsOfOtherObjectsIsThere() {
        for (var row : walk.rows()) {
            var raw =
                    row.json().getOrDefault("raw", row.json()) instanceof JsonObject object
                            ? object
                            : row.json();
            for (var pointer : fixture.required(row.kind(), raw)) {
                assertThat(
                        row.reference() + " has " + pointer,
                        JSON.createPointer(pointer).containsValue(raw),
                        is(true));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> property7TheSmallestOrderIsCarriedOutOnce() {
        return Stream.of(Capability.CREATE_TRANSFER, Capability.CREATE_PAYOUT)
                .flatMap(kind -> {
                    var order = fixture.smallestOrder(kind, UUID.randomUUID().toString());
                    return order.stream()
                            .map(smallest ->
                                    DynamicTest.dynamicTest(
                                            kind.name(),
                                            () -> {
                                                var once = walk.create(kind, smallest);
                                                try {
                                                    assertThat(
                                                            OrderRun.reference(
                                                                    walk.create(kind, smallest)),
                                                            is(OrderRun.reference(once)));
                                                } finally {
                                                    fixture.cleanUp(smallest, once);
                                                }
                                            }));
                });
    }

    @TestFactory
    Stream<DynamicTest> property8WebhooksAreSetUpAndTakenBack() {
        return fixture.webhookBaseUrl().stream()
                .map(url -> DynamicTest.dynamicTest("webhooks", () -> webhooks(url)));
    }

    private void webhooks(String url) {
        var configs = new ArrayList<WebhookConfig>();
        try {
            for (var taskRun : walk.taskRuns(Task.Type.CREATE_WEBHOOKS)) {
                var setup = new WebhookSetup(taskRun.payload(), "contract", url);
                configs.addAll(walk.connector().createWebhooks(setup, walk.call()).configs());
            }
            assertThat(configs, is(not(empty())));
            for (var config : configs) {
                for (var secret : fixture.webhookSecrets()) {
                    var value = config.metadata().getOrDefault(secret, "");
                    // the reason must not contain the value, because it is printed
                    assertThat(config + " has its " + secret, value.isBlank(), is(false));
                    assertThat(
                            "the text of a webhook shows its " + secret,
                            config.toString().contains(value),
                            is(false));
                }
            }
        } finally {
            walk.connector().uninstall(configs, walk.call());
        }
    }
}
