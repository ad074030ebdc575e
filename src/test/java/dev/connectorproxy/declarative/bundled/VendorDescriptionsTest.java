package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The requests of bundled connectors, validated against the descriptions that their vendors publish.
class VendorDescriptionsTest {
    private static final Egress NOWHERE =
            (_, _) -> {
                throw new AssertionError("a request at start");
            };

    static Stream<String> connectors() {
        return BundledFile.text("index.txt")
                .lines()
                .filter(name -> VendorDescription.of(name).isPresent());
    }

    static Stream<Arguments> commands() {
        return connectors()
                .flatMap(name ->
                        BundledFile.commands(name, NOWHERE).stream()
                                .map(command -> Arguments.of(name, command.spec())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("commands")
    void aRequestWithAllParametersIsWhatTheVendorDescribes(String connector, CommandSpec spec) {
        assertThat(unexcused(connector, spec, true), is(empty()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("commands")
    void aRequestWithTheRequiredParametersIsWhatTheVendorDescribes(
            String connector, CommandSpec spec) {
        assertThat(unexcused(connector, spec, false), is(empty()));
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void everyExcuseIsNeeded(String connector) {
        var found = new TreeSet<String>();
        for (var command : BundledFile.commands(connector, NOWHERE)) {
            found.addAll(problems(connector, command.spec(), true));
        }

        var needless = new TreeSet<>(SampleCalls.of(connector).excused());
        needless.removeIf(excuse -> found.stream().anyMatch(each -> each.startsWith(excuse)));
        assertThat(needless, is(empty()));
    }

    private static List<String> unexcused(String connector, CommandSpec spec, boolean optional) {
        var calls = SampleCalls.of(connector);
        return problems(connector, spec, optional).stream()
                .filter(problem -> !calls.isExcused(problem))
                .toList();
    }

    private static List<String> problems(String connector, CommandSpec spec, boolean optional) {
        var vendor = VendorDescription.of(connector).orElseThrow();
        var command =
                BundledFile.commands(connector, vendor).stream()
                        .filter(each -> each.spec().name().equals(spec.name()))
                        .findFirst()
                        .orElseThrow();
        var samples = SampleCalls.of(connector);
        var sent = ArgumentCheck.check(spec, samples.arguments(spec, optional));
        try {
            command.execute(
                    samples.withConnection(spec, sent),
                    Call.ofProxy(Duration.ofSeconds(20)).with(BundledFile.CONNECTION));
        } catch (ConnectorException e) {
            if (!e.is(
                    ErrorCode.EXPRESSION_FAILED)) { // the empty response may lack what a result is
                // made of
                throw e;
            }
        }
        return vendor.problems();
    }
}
