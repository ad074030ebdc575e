package dev.connectorproxy.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract finds what it is there to find.
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
                                "parameter d has allowed values that are not in lower case",
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

    @Test
    void hearsWhatIsLogged() {
        try (var logs = new HeardLogs()) {
            System.getLogger("contract.test")
                    .log(System.Logger.Level.ERROR, "something {0}", "said");

            assertThat(logs.text().lines().toList(), hasItem("SEVERE: something said"));
            assertThat(logs.text().lines().toList(), not(hasItem("SEVERE: unsaid")));
        }
    }
}
