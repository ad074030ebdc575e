package dev.connectorproxy.complexity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.ClosedPort;
import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every argument of every built-in command, as hostile as a caller can make it, costs CPU time at most linear in its
/// length. HTTP requests go through the real egress to a server on the loopback interface.
class ArgumentComplexityTest {
    private static final CannedPeer PEER = new CannedPeer();
    private static ClosedPort closed;
    private static CommandSamples samples;
    private static HttpEgress egress;
    private static Catalogue catalogue;

    @BeforeAll
    static void start(@TempDir Path templates) throws IOException {
        Files.writeString(templates.resolve("a"), "<p>{{n}}</p>{{#list}}<p>{{.}}</p>{{/list}}");
        closed = new ClosedPort();
        samples = new CommandSamples(PEER.port(), closed.number());
        PEER.respond(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        egress = LoopbackHttpEgress.create();
        var base = "http://127.0.0.1:" + PEER.port();
        var aws =
                Map.of(
                        "access-key-id", "a",
                        "secret-access-key", "b",
                        "region", "eu-central-1",
                        "endpoint", base);
        var artifacts = new HashMap<>(aws);
        artifacts.put("bucket", "a");
        artifacts.put("templates-directory", templates.toString());
        var settings =
                Map.of(
                        "slack", Map.of("base-url", base),
                        "aws", aws,
                        "artifacts", artifacts);
        catalogue =
                Catalogue.of(
                        ServiceLoader.load(ConnectorProvider.class),
                        name ->
                                new ConnectorContext(
                                        egress, settings.getOrDefault(name, Map.of())));
    }

    @AfterAll
    static void stop() throws IOException {
        closed.close();
        egress.close();
        PEER.close();
    }

    @Test
    void thereAreFortyFiveCommands() {
        assertThat(catalogue.commands().size(), is(45));
    }

    @TestFactory
    Stream<DynamicTest> everyArgumentOf() {
        var commands = List.copyOf(catalogue.commands());
        return IntStream.range(0, commands.size())
                .mapToObj(i ->
                        DynamicTest.dynamicTest(
                                commands.get(i).id().toString(), () -> check(commands.get(i), i)));
    }

    private static void check(RegisteredCommand command, int index) {
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        for (var parameter : command.spec().parameters()) {
            for (var template : samples(command, parameter.id())) {
                var call =
                        CommandSamples.call(
                                command.spec().parameters(),
                                parameter.id(),
                                template,
                                other ->
                                        HostileInput.neutral(
                                                samples(command, other.id()).getFirst()));
                var inputs = HostileInput.ofJson(call);
                int step = share(command, parameter.id());
                for (int i = index % step; i < inputs.size(); i += step) {
                    var input = inputs.get(i);
                    time.check(
                            input.name(),
                            length -> {
                                byte[] body =
                                        input.ofLength()
                                                .apply(length)
                                                .getBytes(StandardCharsets.UTF_8);
                                return () -> run(command, body);
                            });
                }
            }
        }
        time.assertNone();
    }

    /// Among how many commands the inputs of the parameter are dealt out, because they share its code.
    private static int share(RegisteredCommand command, String parameter) {
        return switch (command.id().connector()) {
            case "http" -> 6;
            case "slack" -> 3;
            case "smtp" -> 2;
            case "postgres_v2", "sql" -> parameter.equals("schema") ? 1 : 7;
            default -> 1;
        };
    }

    private static List<String> samples(RegisteredCommand command, String id) {
        return command.spec().parameters().stream()
                .filter(parameter -> parameter.id().equals(id))
                .findFirst()
                .map(parameter -> samples.of(command.spec().name(), parameter))
                .orElseThrow();
    }

    private static void run(RegisteredCommand command, byte[] body) {
        try {
            var arguments = command.check(JsonText.of(body, 512).orElseThrow().members());
            command.command().execute(arguments, LoopbackHttpEgress.call(Duration.ofMinutes(5)));
        } catch (ConnectorException _) {
            // refused, which may not take long either
        }
    }
}
