package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
