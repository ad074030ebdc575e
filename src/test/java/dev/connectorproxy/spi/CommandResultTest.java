package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandResultTest {
    private static final Body BODY = new Body.Tree(JsonValue.EMPTY_JSON_OBJECT);

    private static Done done(OptionalInt status, Optional<CommandError> error) {
        return new Done(BODY, status, Optional.empty(), error, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "200, ''",
        "399, ''",
        "400, HttpError400",
        "503, HttpError503",
        "599, HttpError599"
    })
    void aStatusOfAnErrorHasAnError(int status, String code) {
        var error = done(OptionalInt.of(status), Optional.empty()).error();

        assertThat(error.map(CommandError::code).orElse(""), is(code));
    }

    @Test
    void anErrorOfTheCommandStays() {
        var error = Optional.of(new CommandError("Mine", "why"));

        assertThat(done(OptionalInt.of(503), error).error(), is(error));
        assertThat(done(OptionalInt.empty(), Optional.empty()).error(), is(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void anErrorAlwaysSaysSomething(String message) {
        assertThat(new CommandError("Code", message).message(), is("Code"));
        assertThat(new ConnectorException("Code", 503, message).getMessage(), is("Code"));
        assertThat(
                new ConnectorException("Code", 503, message, new Exception()).getMessage(),
                is("Code"));
        assertThrows(IllegalArgumentException.class, () -> new CommandError(message, "why"));
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 300, 404, 503})
    void aSuccessWithoutLogsHasNoOtherStatus(int status) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new WithoutLogs(BODY, OptionalInt.of(status)));
    }
}
