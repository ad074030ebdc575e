package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.HttpRequest.Header;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the values that connectors create accept, and what they refuse.
class ValueCheckTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({"99, false", "100, true", "999, true", "1000, false"})
    void aResultHasAStatusOfHttp(int status, boolean valid) {
        checks(valid, () -> done(OptionalInt.of(status)));
    }

    @Test
    void aResultMayHaveNoStatus() {
        assertThat(done(OptionalInt.empty()), is(Done.of(JsonValue.NULL)));
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, true", "599, true", "600, false"})
    void aFailureHasAStatusThatIsFinal(int status, boolean valid) {
        checks(valid, () -> new ConnectorException("Code", status, "message"));
    }

    @Test
    void aFailureHasACode() {
        var cause = new IllegalStateException("cause");
        var failure = new ConnectorException("Mine", 418, "message", cause);
        var shared = new ConnectorException(ErrorCode.NOT_FOUND, "message", cause);

        assertThat(failure.code() + failure.httpStatus(), is("Mine418"));
        assertThat(failure.getCause(), is(sameInstance(cause)));
        assertThat(failure.is(ErrorCode.NOT_FOUND), is(false));
        assertThat(shared.is(ErrorCode.NOT_FOUND), is(true));
        assertThat(shared.httpStatus(), is(404));
        checks(false, () -> new ConnectorException(" ", 400, "message"));
        checks(false, () -> new CommandError(" ", "message"));
    }

    @Test
    void aSharedFailureIsFoundByItsCode() {
        for (var error : ErrorCode.values()) {
            assertThat(ErrorCode.of(error.code()), is(Optional.of(error)));
        }
        assertThat(ErrorCode.of("Mine"), is(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "spiff__callback_url"})
    void aParameterHasAnIdOfItsOwn(String id) {
        checks(false, () -> Parameter.optional(id, ParameterType.STR, ""));
    }

    @Test
    void aParameterMayHaveADefaultAndAllowedValues() {
        var parameter =
                Parameter.required("id", ParameterType.TEXTUAL, "An id.")
                        .withDefault(Json.createValue("a"))
                        .oneOf("a", "b");

        assertThat(parameter.required(), is(true));
        assertThat(parameter.defaultValue(), is(Optional.of(Json.createValue("a"))));
        assertThat(parameter.allowed(), contains("a", "b"));
        assertThat(parameter.type().protocolName(), is("str"));
        assertThat(Parameter.optional("id", ParameterType.TEXTUAL, "An id.").required(), is(false));
    }

    @ParameterizedTest
    @CsvSource({"Run_2-x, true", "'', false", "a/b, false", "a b, false", "\u00e4, false"})
    void aCommandIsNamedInAsciiLettersAndDigits(String name, boolean valid) {
        checks(valid, () -> new CommandSpec(name, "Runs.", List.of(), List.of()));
    }

    @Test
    void aCommandIsStrictOnlyIfItSaysSo() {
        var parameters = List.of(Parameter.optional("id", ParameterType.ANY, ""));
        var spec = new CommandSpec("Run", "Runs.", parameters, List.of("Code"));

        assertThat(spec.strict(), is(false));
        assertThat(
                spec.asStrict(),
                is(
                        new CommandSpec(
                                "Run",
                                "Runs.",
                                parameters,
                                List.of("Code"),
                                true,
                                CommandDetails.NONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, false",
        "1, 1, 1, true",
        "10, 1, 2, true",
        "11, 1, 1, false",
        "1, 0, 1, false",
        "1, 2, 1, false"
    })
    void retriesAreBounded(int attempts, int backoff, int max, boolean valid) {
        checks(
                valid,
                () ->
                        new Retries(
                                attempts, SECOND.multipliedBy(backoff), SECOND.multipliedBy(max)));
    }

    @Test
    void retriesRepeatWhatMayPass() {
        var few = new Retries(2, SECOND, SECOND);
        var many = new Retries(2, SECOND, SECOND, true);

        assertThat(repeated(few), contains(429, 502, 503, 504));
        assertThat(repeated(many).size(), is(1 + 100 - 2));
        assertThat(repeated(many).contains(500), is(true));
        assertThat(repeated(many).contains(599), is(true));
        assertThat(repeated(many).contains(501) || repeated(many).contains(505), is(false));
    }

    @Test
    void aResponseFindsItsFirstFieldOfAName() {
        var headers = List.of(new Header("A", "1"), new Header("x-b", "2"), new Header("X-B", "3"));

        var response = new HttpResponse(200, headers, new byte[0]);

        assertThat(response.header("X-b"), is(Optional.of("2")));
        assertThat(response.header("x"), is(Optional.empty()));
    }

    @Test
    void anEgressForHttpAlonePermitsNoOtherConnection() {
        Egress egress =
                (_, _) -> {
                    throw new AssertionError("not sent");
                };

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> egress.permit("db.example", 5432, Set.of()));

        assertThat(failure.is(ErrorCode.EGRESS_BLOCKED), is(true));
        assertThat(failure.getMessage(), containsString("db.example"));
    }

    private static Done done(OptionalInt status) {
        var body = new CommandResult.Body.Tree(JsonValue.NULL);
        return new Done(body, status, Optional.empty(), Optional.empty(), List.of());
    }

    private static List<Integer> repeated(Retries retries) {
        return IntStream.range(100, 700).filter(retries::repeats).boxed().toList();
    }

    private static void checks(boolean valid, Runnable creation) {
        if (valid) {
            creation.run();
        } else {
            assertThrows(IllegalArgumentException.class, creation::run);
        }
    }
}
