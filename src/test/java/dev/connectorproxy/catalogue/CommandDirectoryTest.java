package dev.connectorproxy.catalogue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.Invocable.Deferral;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommandDirectoryTest {
    private static final CommandId LOCAL = new CommandId("test", "LocalAsync");
    private static final CommandId TAKEN = new CommandId("test", "Local");
    private static final CommandId REMOTE = new CommandId("peer", "Run");
    private static final CommandId REMOTE_ASYNC = new CommandId("peer", "RunAsync");

    private static final ConnectorContext CONTEXT = new ConnectorContext((_, _) -> null, Map.of());

    private final FakeRemoteCommands remote = new FakeRemoteCommands();
    private final CommandDirectory directory =
            new CommandDirectory(
                    Catalogue.of(List.of(new OneCommand()), _ -> CONTEXT), remote, _ -> true);

    @Test
    void findsLocalAndRemoteCommandsAndTheAsynchronousVariantsOfTheLatter() {
        remote.set(REMOTE, TAKEN);

        assertThat(
                directory.all().stream().map(Invocable::id).toList(),
                containsInAnyOrder(LOCAL, TAKEN, REMOTE, REMOTE_ASYNC));
        assertThat(
                directory.find(REMOTE).map(Invocable::deferral),
                is(Optional.of(Deferral.WHEN_SLOW)));
        assertThat(
                directory.find(REMOTE_ASYNC).map(Invocable::deferral),
                is(Optional.of(Deferral.ALWAYS)));
        assertThat(directory.find(LOCAL).orElseThrow(), instanceOf(RegisteredCommand.class));
        assertThat(directory.find(new CommandId("test", "Nothing")), is(Optional.empty()));
    }

    @Test
    void knowsWhichCommandsAreRemoteNow() {
        remote.set(REMOTE);
        remote.set();

        assertThat(directory.isRemote(REMOTE), is(false));
        assertThat(directory.find(REMOTE), is(Optional.empty()));
        assertThat(directory.mayBeRemoteAsync(REMOTE_ASYNC), is(true));
    }

    @Test
    void theCommandsOfThisProxyAreReplacedAndHideRemoteOnes() {
        var changes = new AtomicInteger();
        directory.onChange(changes::incrementAndGet);
        remote.set(LOCAL, TAKEN);

        directory.replaceLocal(Catalogue.of(List.of(), _ -> null));

        assertThat(changes.get(), is(2));
        assertThat(directory.find(LOCAL).orElseThrow(), instanceOf(RemoteCommand.class));

        directory.replaceLocal(
                Catalogue.of(List.of(), _ -> null).with(List.of(new OneCommand()), _ -> CONTEXT));

        assertThat(directory.find(LOCAL).orElseThrow(), instanceOf(RegisteredCommand.class));
        assertThat(
                directory.all().stream().filter(command -> command.id().equals(LOCAL)).count(),
                is(1L));
    }

    @Test
    void waitsForTheListOfAnotherProxy() throws InterruptedException {
        var waiting =
                Thread.ofVirtual().unstarted(() -> directory.await(REMOTE_ASYNC).orElseThrow());

        waiting.start();
        remote.set(REMOTE);
        waiting.join();

        assertThat(directory.await(REMOTE_ASYNC).isPresent(), is(true));
    }

    @Test
    void onlyTheAsynchronousVariantRefusesACallWithoutARequiredParameter() {
        remote.set(REMOTE);
        var nothing = Map.<String, JsonText>of();

        directory.find(REMOTE).orElseThrow().check(nothing);
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> directory.find(REMOTE_ASYNC).orElseThrow().check(nothing));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString("'text'"));
    }

    private static final class FakeRemoteCommands implements RemoteCommands {
        private Map<CommandId, RemoteCommand> all = Map.of();
        private Runnable listener;

        void set(CommandId... ids) {
            all = List.of(ids).stream().collect(Collectors.toMap(id -> id, FakeRemoteCommand::new));
            listener.run();
        }

        @Override
        public Map<CommandId, RemoteCommand> all() {
            return all;
        }

        @Override
        public void onChange(Runnable listener) {
            this.listener = listener;
        }
    }

    private record FakeRemoteCommand(CommandId id) implements RemoteCommand {
        @Override
        public JsonObject listing() {
            var json = "{'parameters': [{'id': 'text', 'type': 'str', 'required': true}]}";
            return Json.createReader(new StringReader(json.replace('\'', '"'))).readObject();
        }

        @Override
        public InvocationResult invoke(Invocation invocation, Call call) {
            return new InvocationResult.Remote(200, JsonText.ofString("done"));
        }
    }

    private static final class OneCommand implements ConnectorProvider, Command {
        @Override
        public String name() {
            return LOCAL.connector();
        }

        @Override
        public List<Command> commands(ConnectorContext context) {
            return List.of(this);
        }

        @Override
        public CommandSpec spec() {
            return new CommandSpec(LOCAL.command(), "", List.of(), List.of());
        }

        @Override
        public CommandResult execute(Arguments arguments, Call call) {
            return CommandResult.Done.of(JsonValue.TRUE);
        }
    }
}
