package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.ErrorCode;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// There is one registry per process, so every test counts under a command of its own.
class CommandMetricsTest {
    private static final LogWriter LOG =
            new LogWriter(
                    OutputStream.nullOutputStream(),
                    new LogSettings(LogSettings.Format.JSON, LogSettings.Level.ERROR));

    private final String command = "test/" + UUID.randomUUID();
    private final CommandMetrics metrics =
            new CommandMetrics(Map.of(command, List.of("CardDeclined")), _ -> false, LOG);

    @Test
    void countsCommandsByOutcomeAndCode() {
        run("");
        run("");
        run("HttpError404");
        run("HttpError410");
        run("ReadTimeout");
        run("SlackMessageFailed");

        assertThat(count("success", "none"), is(2L));
        assertThat(count("upstream_error", "HttpError4xx"), is(2L));
        assertThat(count("failure", "ReadTimeout"), is(1L));
        assertThat(count("failure", "other"), is(1L));
    }

    @Test
    void countsCodesThatACommandDeclares() {
        run("CardDeclined");
        run("Expired");
        metrics.addCommands(Map.of(command, List.of("Expired")));
        run("Expired");
        run("CardDeclined");

        assertThat(count("failure", "CardDeclined"), is(1L));
        assertThat(count("failure", "Expired"), is(1L));
        assertThat(count("failure", "other"), is(2L));
    }

    @Test
    void onlySoManyDeclaredCodesHaveALabel() {
        var codes = IntStream.range(0, 600).mapToObj(i -> "Code" + i).toList();
        metrics.addCommands(Map.of(command, codes));

        codes.forEach(this::run);
        run("Code0");

        assertThat(count("failure", "Code0"), is(2L));
        assertThat(count("failure", "Code499"), is(1L));
        assertThat(count("failure", "other"), is(100L));
    }

    @Test
    void aDeclaredCodeThatIsTooLongHasNoLabel() {
        metrics.addCommands(Map.of(command, List.of("c".repeat(101))));

        run("c".repeat(101));

        assertThat(count("failure", "other"), is(1L));
    }

    @Test
    void countsCommandsThatAreAddedLater() {
        var added = "test/" + UUID.randomUUID();
        metrics.began();
        metrics.ended(added, "", 1);

        metrics.addCommands(Map.of(added, List.of()));
        metrics.began();
        metrics.ended(added, "", 1);

        var timer = meter(Timer.class, "command_duration", Tag.create("command", added));
        assertThat(timer.count(), is(1L));
    }

    @Test
    void timesCommands() {
        run("");
        run("ReadTimeout");

        var timer = meter(Timer.class, "command_duration", Tag.create("command", command));
        assertThat(timer.count(), is(2L));
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS), is(24.0));
    }

    @Test
    void knowsHowManyCommandsAreRunning() {
        metrics.began();
        metrics.began();
        metrics.ended(command, "", 1);

        assertThat(metrics.inFlight(), is(1L));
    }

    @Test
    void countsACallThatWasAcceptedOnceAndItsCommandWhenItEnds() {
        metrics.began();
        metrics.accepted(command);

        var accepted = meter(Counter.class, "accepted", Tag.create("command", command));
        assertThat(accepted.count(), is(1L));
        assertThat(count("success", "none"), is(0L));
        assertThat(metrics.inFlight(), is(0L));
        run("");
        assertThat(accepted.count(), is(1L));
        assertThat(count("success", "none"), is(1L));
    }

    @Test
    void countsRefusalsByReasonAndRequestsWithoutAKey() {
        var overloaded = meter(Counter.class, "refused", Tag.create("reason", "overloaded"));
        var unauthorized = meter(Counter.class, "unauthorized");
        var before = List.of(overloaded.count(), unauthorized.count());

        metrics.countRefusal("ProxyOverloaded");
        metrics.unauthorized();

        assertThat(overloaded.count() > before.get(0), is(true));
        assertThat(unauthorized.count() > before.get(1), is(true));
    }

    @Test
    void keepsItsSeriesBoundedWhateverCallersSend() {
        var canaries = new Canaries();
        var egress = new MeteredEgress((_, _) -> null);
        var codes = Stream.of(ErrorCode.values()).map(ErrorCode::code).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 10_000; i++) {
                var shared = codes.get(i % codes.size());
                var status = 100 + i % 500;
                threads.submit(() -> {
                    run(canaries.plain("command"), canaries.plain("error code"));
                    run(canaries.plain("command"), "HttpError" + status);
                    run(canaries.plain("command"), shared);
                    egress.responded(status, 1);
                    egress.failed(canaries.plain("error code"), 1);
                });
            }
        }

        var unknown = series("commands", "command", Set.of("unknown"));
        assertThat(unknown, lessThanOrEqualTo(1 + 5 + codes.size() + 1));
        assertThat(
                series("egress_duration", "outcome", values("egress_duration", "outcome")),
                lessThanOrEqualTo(5 + codes.size() + 1));
        assertThat(
                values("commands", "outcome"),
                containsInAnyOrder("success", "upstream_error", "abandoned", "failure"));
        assertThat(values("commands", "command"), hasItem("unknown"));
        assertThat(values("commands", "error_code"), not(hasItem("HttpError404")));
        assertThat(
                Meters.REGISTRY.meters().stream()
                        .filter(it -> it.id().name().startsWith("connector_proxy_"))
                        .map(it -> it.id().toString())
                        .filter(it -> it.matches(".*ca[0-9a-z]{20,}ry.*"))
                        .toList(),
                is(List.of()));
    }

    private void run(String errorCode) {
        run(command, errorCode);
    }

    private void run(String id, String errorCode) {
        metrics.began();
        metrics.ended(id, errorCode, TimeUnit.MILLISECONDS.toNanos(12));
    }

    private long count(String outcome, String code) {
        return meter(
                        Counter.class,
                        "commands",
                        Tag.create("command", command),
                        Tag.create("outcome", outcome),
                        Tag.create("error_code", code))
                .count();
    }

    private static <M extends Meter> M meter(Class<M> type, String name, Tag... tags) {
        return Meters.REGISTRY.meter(type, "connector_proxy_" + name, List.of(tags)).orElseThrow();
    }

    private static int series(String name, String tag, Set<String> values) {
        return (int)
                Meters.REGISTRY.meters().stream()
                        .filter(it -> it.id().name().equals("connector_proxy_" + name))
                        .filter(it -> values.contains(it.id().tagsMap().get(tag)))
                        .count();
    }

    private static Set<String> values(String name, String tag) {
        return Meters.REGISTRY.meters().stream()
                .filter(it -> it.id().name().equals("connector_proxy_" + name))
                .map(it -> it.id().tagsMap().get(tag))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
