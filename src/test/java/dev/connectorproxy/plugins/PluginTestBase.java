package dev.connectorproxy.plugins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/// Base of tests with a plugin directory: compiles, loads and calls plugins.
abstract class PluginTestBase {
    static final Arguments NOTHING = new Arguments(Map.of());
    static final Egress NOWHERE =
            (_, _) -> {
                throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "nowhere");
            };

    @TempDir Path directory;
    @TempDir Path work;

    void write(String jar, String... sources) throws IOException {
        new PluginJar(work).write(directory.resolve(jar), sources);
    }

    static Plugins load(Path directory) {
        return load(directory, Duration.ofSeconds(30));
    }

    static Plugins load(Path directory, Duration startTimeout) {
        return Plugins.load(
                new PluginSettings(directory, startTimeout, 1 << 20),
                new Plugins.BuiltIn(
                        List.of(
                                new ConnectorProvider() {
                                    @Override
                                    public String name() {
                                        return "http";
                                    }

                                    @Override
                                    public List<Command> commands(ConnectorContext context) {
                                        return List.of();
                                    }
                                }),
                        List.of()));
    }

    static Command onlyCommand(Plugins plugins) {
        var commands = commands(plugins, NOWHERE, Map.of());
        assertThat(plugins.statuses().toString(), commands.size(), is(1));
        return commands.getFirst();
    }

    static List<Command> commands(Plugins plugins, Egress egress, Map<String, String> settings) {
        return plugins.connectors().stream()
                .flatMap(connector ->
                        connector.commands(new ConnectorContext(egress, settings)).stream())
                .toList();
    }

    static String body(Command command) {
        var done = (CommandResult.Done) command.execute(NOTHING, call());
        return ((CommandResult.Body.Raw) done.body()).text().toString();
    }

    static Call call() {
        return new Call(
                "id",
                false,
                Optional.empty(),
                System.nanoTime() + Duration.ofSeconds(30).toNanos(),
                Call.Trail.NONE);
    }
}
