package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/// A provider under test, with its fixture and the context of its connectors. Created for each test.
final class ProviderHarness {
    private static final Pattern KEY_LIKE =
            Pattern.compile("key|secret|token|password|passphrase|credential");
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    final PaymentProvider provider;
    final ProviderFixture fixture;
    final RecordingEgress egress;
    private final int maxPages;
    private final RecordedCalls calls = new RecordedCalls();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    ProviderHarness(PaymentProvider provider, ProviderFixture fixture) {
        this(provider, fixture, new RecordingEgress(fixture.egress()), 1_000);
    }

    private ProviderHarness(
            PaymentProvider provider,
            ProviderFixture fixture,
            RecordingEgress egress,
            int maxPages) {
        this.provider = provider;
        this.fixture = fixture;
        this.egress = egress;
        this.maxPages = maxPages;
    }

    /// For a sandbox, whose data and responses cannot be controlled.
    static ProviderHarness live(LiveFixture fixture) {
        return new ProviderHarness(
                fixture.provider(),
                new Sandbox(fixture),
                new RecordingEgress(fixture.egress()),
                fixture.maxPages());
    }

    PaymentConfig config() {
        return provider.configSchema().parse(fixture.config());
    }

    /// A new connector with a fixed clock.
    PaymentConnector connector() {
        return connector(ProviderContract.NOW);
    }

    PaymentConnector connector(Instant now) {
        return calls.of(
                provider.connector(
                        config(), new ProviderContext(egress, InstantSource.fixed(now), log::add)));
    }

    Call call() {
        return call(CALL_TIMEOUT);
    }

    Call call(Duration left) {
        long deadline = System.nanoTime() + left.toNanos();
        return new Call("contract", true, Optional.empty(), deadline, Call.Trail.NONE);
    }

    boolean can(Capability capability) {
        return provider.capabilities().contains(capability);
    }

    Page<FetchedRow> fetch(PaymentConnector connector, TaskRun taskRun, FetchRequest request) {
        return FetchedRow.fetch(connector, taskRun.task(), request, call());
    }

    /// A walk through the rows of a task run.
    FullWalk<FetchedRow> walk(PaymentConnector connector, TaskRun taskRun, int pageSize) {
        var walk =
                FullWalk.<FetchedRow>of(
                                it -> fetch(connector, taskRun, it),
                                FetchedRow::reference,
                                pageSize)
                        .atMost(maxPages);
        return taskRun.payload().map(walk::from).orElse(walk);
    }

    /// The last call of a method of a connector, for messages.
    String lastCall() {
        return calls.last();
    }

    List<String> log() {
        return List.copyOf(log);
    }

    /// Whether the name of a field suggests that it is a secret.
    static boolean isKeyLike(ConfigField field) {
        var name = field.name().toLowerCase(Locale.ROOT);
        return KEY_LIKE.matcher(name).find() && !name.contains("public");
    }

    /// The values that must not be shown: those of all secrets, also of fields that are not declared as such.
    List<String> secrets() {
        var json = config().json();
        return provider.configSchema().fields().stream()
                .filter(field -> field.type() == ConfigType.SECRET || isKeyLike(field))
                .flatMap(field -> Optional.ofNullable(json.get(field.name())).stream())
                .filter(JsonString.class::isInstance)
                .map(it -> ((JsonString) it).getString())
                .toList();
    }

    /// Adapts a [LiveFixture] to a [ProviderFixture].
    private record Sandbox(LiveFixture live) implements ProviderFixture {
        @Override
        public JsonObject config() {
            return live.config();
        }

        @Override
        public void reset(long seed, int rows) {
            throw new AssertionError("a sandbox is not filled");
        }

        @Override
        public Set<String> references(Task.Type kind) {
            return Set.of();
        }

        @Override
        public Map<String, Expected> expected(Task.Type kind) {
            return Map.of();
        }
    }
}
