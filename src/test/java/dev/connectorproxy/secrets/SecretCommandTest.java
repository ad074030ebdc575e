package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretCommandTest {
    private static final Command COMMAND =
            new Command() {
                @Override
                public CommandSpec spec() {
                    return new CommandSpec("Run", "Runs.", List.of(), List.of());
                }

                @Override
                public CommandResult execute(Arguments arguments, Call call) {
                    throw new IllegalStateException("not called");
                }

                @Override
                public boolean asynchronous() {
                    return true;
                }

                @Override
                public boolean repeatable(Arguments arguments) {
                    return true;
                }

                @Override
                public JsonValue failureBody(String message) {
                    return Json.createValue("failed: " + message);
                }
            };

    @Test
    void everyAnswerButTheResultIsTheCommandsOwn() {
        var secrets =
                new Secrets(new SecretSettings(Optional.of("S_"), Optional.empty(), 8), Map.of());
        var arguments = new Arguments(Map.of("text", JsonText.ofString("${secret:S_TOKEN}")));

        var command = secrets.wrap(COMMAND, arguments, _ -> true);

        assertThat(command instanceof SecretCommand, is(true));
        assertThat(command.failureBody("why"), is(Json.createValue("failed: why")));
        assertThat(command.spec(), is(COMMAND.spec()));
        assertThat(command.asynchronous(), is(true));
        assertThat(command.repeatable(arguments), is(true));
    }

    @Test
    void aCommandGetsTheValuesAndItsResultShowsThemNowhere() {
        var got = new ArrayList<String>();
        var command =
                running((arguments, call) -> {
                    arguments.texts().forEach((id, text) -> got.add(id + "=" + text));
                    call.trail().attempt("https://alpha-value.example:443");
                    call.secretPolicy().admit("https://a.example:443");
                    assertThat(
                            call.secretPolicy().forbids("https://b.example:443", "alpha-value"),
                            is(true));
                    return Done.of(Json.createValue("got alpha-value"));
                });
        var facts = new ArrayList<String>();
        var secrets = secrets(Map.of("S_A", "alpha-value"));

        var result =
                secrets.wrap(command, arguments("Bearer ${secret:A}"), _ -> true)
                        .execute(arguments("Bearer ${secret:A}"), call(facts));

        assertThat(got, contains("text=\"Bearer alpha-value\""));
        assertThat(result, is(Done.of(Json.createValue("got ***"))));
        assertThat(facts, contains("https://***.example:443"));
        assertThat(secrets.mask("for the log: alpha-value"), is("for the log: ***"));
    }

    @Test
    void aFailureOfACommandShowsNoValue() {
        var command =
                running((_, _) -> {
                    throw new ConnectorException("Refused", 418, "alpha-value is wrong");
                });

        var failure = failure(command, "${secret:A}", _ -> true);

        assertThat(failure.code(), is("Refused"));
        assertThat(failure.getMessage(), is("*** is wrong"));
    }

    /// The same message, so that nobody finds out which names exist.
    @ParameterizedTest(name = "{0}, allowed: {1}")
    @CsvSource({"A, false", "B, true"})
    void aSecretThatIsForbiddenOrUnknownIsRefusedAlike(String name, boolean allowed) {
        var failure = failure(running((_, _) -> null), "${secret:" + name + "}", _ -> allowed);

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(
                failure.getMessage(),
                is(
                        "parameter 'text' names a secret that is not open to this caller, or that there is not"));
    }

    @Test
    void aReferenceIsResolvedInStringsAndTheRestOfAnArgumentIsKept() {
        var got = new ArrayList<String>();
        var command =
                running((arguments, _) -> {
                    got.add(arguments.texts().get("text").toString());
                    return Done.of(JsonValue.NULL);
                });
        var json = "{\"${secret:A}\" : [\"${secret:A}\", 1.50]}";
        var text = JsonText.of(json.getBytes(StandardCharsets.UTF_8), 9).orElseThrow();
        var arguments = new Arguments(Map.of("text", text));

        secrets(Map.of("S_A", "alpha-value"))
                .wrap(command, arguments, _ -> true)
                .execute(arguments, call(new ArrayList<>()));

        assertThat(got, contains("{\"${secret:A}\" : [\"alpha-value\", 1.50]}"));
    }

    @Test
    void anArgumentThatTheCommandDoesNotDeclareIsNotResolved() {
        var got = new ArrayList<String>();
        var command =
                running((arguments, _) -> {
                    got.add(arguments.texts().get("other").toString());
                    return Done.of(JsonValue.NULL);
                });
        var arguments = new Arguments(Map.of("other", JsonText.ofString("${secret:A}")));

        secrets(Map.of("S_A", "alpha-value"))
                .wrap(command, arguments, _ -> true)
                .execute(arguments, call(new ArrayList<>()));

        assertThat(got, contains("\"${secret:A}\""));
    }

    @Test
    void aCommandWithoutReferencesIsNotDecorated() {
        var wrapped =
                secrets(Map.of("S_A", "alpha-value"))
                        .wrap(COMMAND, arguments("no reference"), _ -> true);

        assertThat(wrapped, is(sameInstance(COMMAND)));
    }

    private static ConnectorException failure(
            Command command, String text, Predicate<String> mayUse) {
        var secrets = secrets(Map.of("S_A", "alpha-value"));
        var wrapped = secrets.wrap(command, arguments(text), mayUse);
        return assertThrows(
                ConnectorException.class,
                () -> wrapped.execute(arguments(text), call(new ArrayList<>())));
    }

    private static Secrets secrets(Map<String, String> environment) {
        return new Secrets(
                new SecretSettings(Optional.of("S_"), Optional.empty(), 99), environment);
    }

    private static Arguments arguments(String text) {
        return new Arguments(Map.of("text", JsonText.ofString(text)));
    }

    private static Command running(BiFunction<Arguments, Call, CommandResult> body) {
        var text = Parameter.required("text", ParameterType.STR, "A text.");
        return new Command() {
            @Override
            public CommandSpec spec() {
                return new CommandSpec("Run", "Runs.", List.of(text), List.of());
            }

            @Override
            public CommandResult execute(Arguments arguments, Call call) {
                return body.apply(arguments, call);
            }
        };
    }

    private static Call call(List<String> targets) {
        var trail =
                new Call.Trail() {
                    @Override
                    public void attempt(String target) {
                        targets.add(target);
                    }

                    @Override
                    public void bytes(long sent, long received) {}
                };
        return new Call("id", true, Optional.empty(), 0, trail);
    }
}
