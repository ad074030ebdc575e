package dev.connectorproxy.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.Retries;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract detects the faults that it exists for.
class CommandContractTest {
    private static final Parameter FINE = Parameter.optional("a", ParameterType.STR, "Text.");

    @Test
    void findsWhatIsWrongWithASpec() {
        var spec =
                new CommandSpec(
                        "Odd",
                        " ",
                        List.of(
                                FINE,
                                FINE,
                                Parameter.optional("b", ParameterType.INT, "")
                                        .withDefault(Json.createValue("1")),
                                Parameter.required("c", ParameterType.BOOL, "Flag.")
                                        .withDefault(JsonValue.TRUE),
                                Parameter.optional("d", ParameterType.STR, "One.")
                                        .oneOf("Up")
                                        .withDefault(Json.createValue("down"))),
                        List.of("no name", "Twice", "Twice"));

        assertThat(
                SpecRules.violations(spec),
                is(
                        List.of(
                                "it has no description",
                                "there are two parameters a",
                                "parameter b has no description",
                                "parameter b has a default that is no int",
                                "parameter c is required and has a default",
                                "parameter d has a default that is no str",
                                "the error 'no name' is not a name that a diagram can catch",
                                "the error Twice is listed twice")));
    }

    @Test
    void knowsWhichErrorsAreListed() {
        var spec = new CommandSpec("A", "A.", List.of(FINE), List.of("Odd", "HttpError<status>"));
        var listed =
                List.of("Odd", "HttpError404", "InvalidParameters", "ReadTimeout").stream()
                        .filter(it -> SpecRules.lists(spec, it))
                        .toList();

        assertThat(listed.size(), is(4));
        assertThat(
                List.of("Even", "HttpError", "HttpError7", "HttpError<status>", "SSLError").stream()
                        .filter(it -> SpecRules.lists(spec, it))
                        .toList(),
                is(List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aFaultyConnectorFailsTheTestThatIsForIt(Fault fault) {
        var contract = new FaultyContract(fault);

        assertThrows(Throwable.class, () -> fault.test.on(contract));
    }

    @ParameterizedTest
    @EnumSource
    void aSoundConnectorPassesThemAll(Fault fault) throws Throwable {
        fault.test.on(new FaultyContract(null));
    }

    /// A test of the contract.
    private interface ContractTest {
        void on(CommandContract contract) throws Throwable;

        static ContractTest each(Function<CommandContract, Stream<DynamicTest>> tests) {
            return contract -> {
                for (var test : tests.apply(contract).toList()) {
                    test.getExecutable().execute();
                }
            };
        }
    }

    /// What a connector can do wrong, and the test that finds it.
    private enum Fault {
        CALLS_AT_START(CommandContract::describesItselfEquallyEachTimeWithoutSendingRequests),
        CHANGES(CommandContract::describesItselfEquallyEachTimeWithoutSendingRequests),
        UNKNOWN_COMMAND(CommandContract::hasASampleForEachCommandAndNoTwoOfOneName),
        NO_DESCRIPTION(ContractTest.each(CommandContract::saysWhatItTakesAndHowItFails)),
        FAILS(ContractTest.each(CommandContract::succeedsWithItsSampleAndWithWhatItDoesNotKnow)),
        SERVES_ONE(ContractTest.each(CommandContract::servesManyCallersAtOnce)),
        BREAKS_ON_ODD_TEXT(
                ContractTest.each(CommandContract::endsWithAListedErrorWhateverItIsSent)),
        UNLISTED(
                ContractTest.each(
                        CommandContract::endsWithAListedErrorHoweverTheOutsideWorldFails)),
        HANGS(ContractTest.each(CommandContract::endsSoonAfterItIsInterrupted)),
        TELLS(ContractTest.each(CommandContract::showsNoSecretWhenItFails)),
        LOGS(ContractTest.each(CommandContract::showsNoSecretWhenItFails));

        private final ContractTest test;

        Fault(ContractTest test) {
            this.test = test;
        }
    }

    /// The contract over a connector with one fault.
    private static final class FaultyContract extends CommandContract {
        private final Optional<Fault> fault;
        private int specs;
        private final AtomicInteger calls = new AtomicInteger();

        FaultyContract(Fault fault) {
            this.fault = Optional.ofNullable(fault);
        }

        @Override
        protected ConnectorProvider provider() {
            return new ConnectorProvider() {
                @Override
                public String name() {
                    return "faulty";
                }

                @Override
                public List<Command> commands(ConnectorContext context) {
                    if (has(Fault.CALLS_AT_START)) {
                        context.egress().permit("h.example", 443, Set.of());
                    }
                    return List.of(new Faulty(context.egress()));
                }
            };
        }

        @Override
        protected Map<String, String> samples() {
            return Map.of(has(Fault.UNKNOWN_COMMAND) ? "Other" : "Run", "{\"token\": \"t\"}");
        }

        @Override
        protected Duration interruptTimeout() {
            return Duration.ofMillis(has(Fault.HANGS) ? 100 : 5_000);
        }

        private boolean has(Fault one) {
            return fault.filter(it -> it == one).isPresent();
        }

        private final class Faulty implements Command {
            private final Egress egress;

            Faulty(Egress egress) {
                this.egress = egress;
            }

            @Override
            public CommandSpec spec() {
                var description = has(Fault.NO_DESCRIPTION) ? "" : "Runs.";
                return new CommandSpec(
                        "Run",
                        has(Fault.CHANGES) ? description + specs++ : description,
                        List.of(Parameter.required("token", ParameterType.STR, "A token.")),
                        has(Fault.UNLISTED)
                                ? List.of()
                                : List.of(
                                        "ConnectTimeout",
                                        "ConnectionError",
                                        "ChunkedEncodingError",
                                        "SSLError",
                                        "EgressBlocked",
                                        "ResponseTooLarge",
                                        "RequestTooLarge",
                                        "InvalidURL"));
            }

            @Override
            public CommandResult execute(Arguments arguments, Call call) {
                var token = arguments.requiredString("token");
                if (has(Fault.LOGS)) {
                    System.getLogger("contract.test").log(System.Logger.Level.INFO, token);
                }
                if (has(Fault.BREAKS_ON_ODD_TEXT) && token.isEmpty()
                        || has(Fault.FAILS)
                        || has(Fault.SERVES_ONE) && calls.incrementAndGet() > 1) {
                    throw new IllegalStateException("a bug");
                }
                long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
                while (has(Fault.HANGS) && System.nanoTime() < end) {
                    LockSupport.parkNanos(1_000_000);
                }
                try {
                    egress.send(
                            new HttpRequest(
                                    "GET",
                                    "https://h.example/",
                                    List.of(),
                                    Optional.empty(),
                                    HttpRequest.Redirects.RETURN,
                                    Retries.NONE),
                            call);
                } catch (ConnectorException e) {
                    throw has(Fault.TELLS)
                            ? new ConnectorException(e.code(), e.httpStatus(), token, e)
                            : e;
                }
                return CommandResult.Done.of(JsonValue.TRUE);
            }
        }
    }

    @Test
    void hearsWhatIsLogged() {
        try (var logs = new CapturedLogs()) {
            System.getLogger("contract.test")
                    .log(System.Logger.Level.ERROR, "something {0}", "said");

            assertThat(logs.text().lines().toList(), hasItem("SEVERE: something said"));
            assertThat(logs.text().lines().toList(), not(hasItem("SEVERE: unsaid")));
        }
    }
}
