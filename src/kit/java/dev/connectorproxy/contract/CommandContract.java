package dev.connectorproxy.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The tests that every connector must pass. A test class of the connector extends it and defines the provider and, for
/// each command, the arguments of a valid call. The commands run against a scripted egress without network access; a
/// command that opens sockets of its own gets loopback from `permit`, and its sample arguments name a server that the
/// test has started there.
public abstract class CommandContract {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int CALLERS = 16;

    /// Unique per test, because a parallel test may contain a command that logs its canary.
    private final String canary = "cAnArY-" + UUID.randomUUID();

    /// A new provider, as [java.util.ServiceLoader] would create it.
    protected abstract ConnectorProvider provider();

    /// By the name of each command, the arguments of a call that is expected to succeed: a JSON object as text. Called
    /// again before each call, so that a command that works only once with the same arguments (such as a creation) can
    /// get new ones.
    protected abstract Map<String, String> samples();

    /// Settings under `connectors.<name>`.
    protected Map<String, String> settings() {
        return Map.of();
    }

    /// The body of the upstream's 200 response to a valid call over HTTP.
    protected String upstreamBody() {
        return "{}";
    }

    /// Whether the values of a parameter must never appear in a failure or a log.
    protected boolean isSecret(Parameter parameter) {
        return parameter
                .id()
                .matches(
                        "(?i).*(passw|secret|token|credential|api_?key|access_?key|auth|headers).*");
    }

    /// The maximum time in which a command must end after it is interrupted.
    protected Duration interruptTimeout() {
        return Duration.ofSeconds(5);
    }

    @Test
    void describesItselfEquallyEachTimeWithoutSendingRequests() {
        var egress = ScriptedEgress.failing(ErrorCode.CONNECTION_ERROR);

        var first = provider();
        var specs = specs(first, egress);

        assertTrue(first.name().matches("[A-Za-z0-9_-]+"), "the connector's name: " + first.name());
        assertEquals(first.name(), provider().name(), "the name of a second provider");
        assertEquals(specs, specs(first, egress), "the commands, asked twice");
        assertEquals(specs, specs(provider(), egress), "the commands of a second provider");
        assertEquals(0, egress.calls(), "calls to the outside world at start");
    }

    @Test
    void hasASampleForEachCommandAndNoTwoOfOneName() {
        var names =
                commands(ScriptedEgress.silent()).stream()
                        .map(command -> command.spec().name())
                        .toList();

        assertEquals(names.size(), new HashSet<>(names).size(), "names among " + names);
        assertEquals(new HashSet<>(names), samples().keySet(), "the commands that have a sample");
    }

    @TestFactory
    Stream<DynamicTest> saysWhatItTakesAndHowItFails() {
        return each(
                ScriptedEgress.silent(),
                command -> {
                    assertEquals(List.of(), SpecRules.violations(command.spec()));
                    assertEquals(command.spec(), command.spec(), "asked twice");
                });
    }

    @TestFactory
    Stream<DynamicTest> succeedsWithItsSampleAndWithWhatItDoesNotKnow() {
        return each(
                respondingEgress(),
                command -> {
                    var more = new ArrayList<>(List.of("surplus", "Ümläut", "spiff_x"));
                    more.removeIf(text ->
                            command.spec().parameters().stream()
                                    .anyMatch(p -> p.id().equals(text)));

                    assertEquals("", run(command, sample(command)).code());
                    for (var id : more) {
                        var surplus = Json.createObjectBuilder().add("a", 1).build();
                        var with = with(sample(command), id, surplus);
                        var code = command.spec().strict() ? "InvalidParameters" : "";
                        assertEquals(code, run(command, with).code(), "with a parameter " + id);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> isNotCalledWithoutWhatItRequires() {
        var egress = respondingEgress();
        return each(
                egress,
                command -> {
                    int before = egress.calls();
                    for (var parameter : command.spec().parameters()) {
                        if (parameter.required()) {
                            var without = with(sample(command), parameter.id(), JsonValue.NULL);
                            assertEquals(
                                    ErrorCode.INVALID_PARAMETERS.code(),
                                    run(command, without).code(),
                                    "without " + parameter.id());
                        }
                    }
                    assertEquals(before, egress.calls(), "calls to the outside world");
                });
    }

    @TestFactory
    Stream<DynamicTest> endsWithAListedErrorWhateverItIsSent() {
        return each(
                respondingEgress(),
                command -> {
                    for (var parameter : command.spec().parameters()) {
                        for (var odd : EdgeCases.of(parameter)) {
                            assertListed(
                                    command,
                                    run(command, with(sample(command), parameter.id(), odd)),
                                    parameter.id() + " is " + odd);
                        }
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> endsWithAListedErrorHoweverTheOutsideWorldFails() {
        return each(
                ScriptedEgress.silent(),
                command ->
                        ScriptedEgress.failures()
                                .forEach((name, egress) -> {
                                    var same = command(egress, command.spec().name());
                                    assertListed(same, run(same, sample(same)), name);
                                }));
    }

    @TestFactory
    Stream<DynamicTest> endsSoonAfterItIsInterrupted() {
        return each(
                ScriptedEgress.silent(),
                command -> {
                    var thread =
                            Thread.ofVirtual()
                                    .unstarted(() ->
                                            CommandOutcome.of(
                                                    command,
                                                    sample(command),
                                                    Duration.ofMinutes(5)));
                    thread.setUncaughtExceptionHandler((_, _) -> {});
                    thread.start();
                    thread.join(Duration.ofMillis(50));

                    thread.interrupt();

                    assertTrue(
                            thread.join(interruptTimeout()),
                            "it goes on %s after it was interrupted".formatted(interruptTimeout()));
                });
    }

    @TestFactory
    Stream<DynamicTest> servesManyCallersAtOnce() {
        return each(
                respondingEgress(),
                command -> {
                    Callable<String> call = () -> run(command, sample(command)).code();
                    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                        for (var future : callers.invokeAll(Collections.nCopies(CALLERS, call))) {
                            assertEquals("", future.get());
                        }
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> showsNoSecretWhenItFails() {
        return each(
                ScriptedEgress.silent(),
                command -> {
                    for (var egress :
                            List.of(
                                    ScriptedEgress.failing(ErrorCode.CONNECTION_ERROR),
                                    ScriptedEgress.failing(ErrorCode.EGRESS_BLOCKED),
                                    ScriptedEgress.responding(500, "{}"))) {
                        assertNoSecretShown(command(egress, command.spec().name()));
                    }
                });
    }

    private void assertNoSecretShown(Command command) {
        try (var logs = new CapturedLogs()) {
            for (var parameter : command.spec().parameters()) {
                if (isSecret(parameter)) {
                    for (var value : EdgeCases.secrets(parameter, canary)) {
                        var outcome = run(command, with(sample(command), parameter.id(), value));
                        assertFalse(outcome.text().contains(canary), parameter.id() + " is shown");
                    }
                }
            }
            assertFalse(logs.text().contains(canary), "a secret is logged");
        }
    }

    private static void assertListed(Command command, CommandOutcome outcome, String when) {
        assertTrue(
                outcome.code().isEmpty() || SpecRules.lists(command.spec(), outcome.code()),
                "%s: it ends with %s, which its spec does not list"
                        .formatted(abbreviated(when), outcome.code()));
    }

    private static String abbreviated(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static CommandOutcome run(Command command, String arguments) {
        return CommandOutcome.of(command, arguments, DEADLINE);
    }

    private String sample(Command command) {
        var sample = samples().get(command.spec().name());
        assertTrue(sample != null, "there is no sample for " + command.spec().name());
        return sample;
    }

    private static String with(String arguments, String id, JsonValue value) {
        try (var reader = Json.createReader(new StringReader(arguments))) {
            JsonObject object = reader.readObject();
            return Json.createObjectBuilder(object).add(id, value).build().toString();
        }
    }

    private ScriptedEgress respondingEgress() {
        return ScriptedEgress.responding(200, upstreamBody());
    }

    private List<Command> commands(Egress egress) {
        return provider().commands(new ConnectorContext(egress, settings()));
    }

    private Command command(Egress egress, String name) {
        return commands(egress).stream()
                .filter(command -> command.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<CommandSpec> specs(ConnectorProvider provider, Egress egress) {
        return provider.commands(new ConnectorContext(egress, settings())).stream()
                .map(Command::spec)
                .toList();
    }

    private Stream<DynamicTest> each(Egress egress, Check check) {
        return commands(egress).stream()
                .map(command ->
                        DynamicTest.dynamicTest(command.spec().name(), () -> check.of(command)));
    }

    /// A check of one command.
    private interface Check {
        void of(Command command) throws Exception;
    }
}
