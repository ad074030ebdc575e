package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.connector.CallClock;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ConnectorSecrets;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.devserver.event.ConnectorEvents;
import dev.connectorproxy.devserver.fetch.FetchHistory;
import dev.connectorproxy.devserver.fetch.FetchService;
import dev.connectorproxy.devserver.fetch.PageEvent;
import dev.connectorproxy.devserver.fetch.PageSizes;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.run.RunService.Sleeper;
import dev.connectorproxy.devserver.state.StateQuota;
import dev.connectorproxy.devserver.state.StateStore;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// The runs of one connector, called `id`, with a clock that only sleeping moves.
final class RunningRuns implements AutoCloseable {
    static final String ID = "id";
    private static final Duration LONG = Duration.ofSeconds(60);

    final Queue<Duration> slept = new ConcurrentLinkedQueue<>();
    final RowStore rows = new RowStore();
    final ConnectorEvents events = new ConnectorEvents();
    final RunHistory history = new RunHistory();
    final ConnectorRegistry connectors = new ConnectorRegistry(9, List.of(rows, history));
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ProviderCalls calls = new ProviderCalls(9, LONG, true, new SilentLog());
    private final RunService service;

    RunningRuns(PaymentConnector connector) {
        this(connector, _ -> {});
    }

    /// @param sleeper is called before the clock is moved
    RunningRuns(PaymentConnector connector, Sleeper sleeper) {
        var config =
                ConfigSchema.of(2, ConfigField.required("apiKey", ConfigType.SECRET, "The key."))
                        .parse(Json.createObjectBuilder().add("apiKey", "s3cret-key").build(), "n");
        connectors.put(
                new ConnectorInstance(
                        ID,
                        "n",
                        "fake",
                        config,
                        new ConnectorSecrets(config.secrets(), List::of),
                        connector,
                        new StateStore(new StateQuota(1_000))));
        InstantSource clock = now::get;
        var fetches =
                new FetchService(
                        connectors,
                        calls,
                        new PageSizes(0, 1_000),
                        rows,
                        new FetchHistory(new CallClock(clock)),
                        () -> {},
                        clock,
                        LONG,
                        page -> events.add(ID, "page", PageEvent.of(page)));
        service =
                new RunService(
                        history,
                        fetches,
                        events,
                        new ProviderRegistry(List.of(new FakeTreeProvider())),
                        new SilentLog(),
                        time -> {
                            sleeper.sleep(time);
                            slept.add(time);
                            now.updateAndGet(instant -> instant.plus(time));
                        },
                        new AtomicLong());
    }

    /// Starts a run, and waits until it has ended or is paused.
    Run run(String options) {
        var run = start(options);
        run.awaitRest(LONG);
        return run;
    }

    Run start(String options) {
        var fields = JsonFields.ofRequest(JsonBodyReader.parse(options), "body");
        return service.start(ID, RunOptions.of(fields));
    }

    static JsonObject json(Run run) {
        return new RunJson(run, run.progress().snapshot(), Instant.EPOCH).whole();
    }

    static List<RunTask> tasks(Run run) {
        return run.progress().snapshot().tasks();
    }

    static RunStatus status(Run run) {
        return run.progress().snapshot().status();
    }

    @Override
    public void close() {
        history.close();
        calls.close();
    }

    /// The provider of the connector, which declares four capabilities.
    private static final class FakeTreeProvider implements PaymentProvider {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public ConfigSchema configSchema() {
            return ConfigSchema.of(2);
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(
                    Capability.FETCH_ACCOUNTS,
                    Capability.FETCH_BALANCES,
                    Capability.FETCH_PAYMENTS,
                    Capability.CREATE_WEBHOOKS);
        }

        @Override
        public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
            throw new IllegalStateException("the connector exists");
        }
    }

    private static final class SilentLog implements DevLog {
        @Override
        public void warning(String message) {}

        @Override
        public void error(String message, Throwable failure) {}
    }
}
