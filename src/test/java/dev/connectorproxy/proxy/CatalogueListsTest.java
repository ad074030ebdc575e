package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.connection.NoConnections;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.security.SecuritySettings;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.toolkit.Globs;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigNode;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogueListsTest {
    private static final Caller ANYBODY =
            new CallerAuthenticator(
                            SecuritySettings.create(
                                    new Section(Config.empty(), new TreeSet<>()), List.of()),
                            _ -> {})
                    .caller(Optional.empty());
    private static final Globs NONE = Globs.of(List.of());

    private record Named(CommandSpec spec) implements Command {
        static Invocable command(String name) {
            var spec = new CommandSpec(name, "", List.of(), List.of());
            return new RegisteredCommand(new CommandId("shop", name), spec, new Named(spec));
        }

        @Override
        public CommandResult execute(Arguments arguments, Call call) {
            return CommandResult.Done.of(JsonValue.NULL);
        }
    }

    /// The caller with the key `a`, which may run these commands.
    private static Caller caller(String commands) {
        var key =
                ConfigNode.ObjectNode.builder()
                        .addValue("name", "a")
                        .addValue("value", "key-of-a")
                        .addValue("commands", commands)
                        .build();
        var keys = ConfigNode.ListNode.builder().addObject(key).build();
        var security = ConfigNode.ObjectNode.builder().addList("keys", keys).build();
        var config = Config.builder(ConfigSources.create(security)).build();
        return new CallerAuthenticator(
                        SecuritySettings.create(new Section(config, new TreeSet<>()), List.of()),
                        _ -> {})
                .caller(Optional.of("a"));
    }

    private static CatalogueLists lists(long maxKeptBytes) {
        var commands =
                Map.of(
                        "shop/Buy", Named.command("Buy"),
                        "shop/Sell", Named.command("Sell"),
                        "old/Buy", Named.command("Buy"));
        return new CatalogueLists(
                new TreeMap<>(commands),
                new CatalogueLists.Contents(false, NoConnections.CONNECTIONS, maxKeptBytes));
    }

    @Test
    void theListOfACallerIsKept() {
        var lists = lists(10_000);

        var list = lists.forCaller(ANYBODY, NONE);

        assertThat(lists.forCaller(ANYBODY, NONE), is(sameInstance(list)));
    }

    @Test
    void theListOfAKeyFollowsItsPermissions() {
        var lists = lists(10_000);

        var before = lists.forCaller(caller("shop/*"), NONE);
        var after = new String(lists.forCaller(caller("shop/Buy"), NONE), StandardCharsets.UTF_8);

        assertThat(new String(before, StandardCharsets.UTF_8).contains("shop/Sell"), is(true));
        assertThat(after.contains("shop/Buy"), is(true));
        assertThat(after.contains("shop/Sell"), is(false));
    }

    @Test
    void aListThatDoesNotFitIsBuiltAgain() {
        var lists = lists(10);

        var list = lists.forCaller(ANYBODY, NONE);

        assertThat(lists.forCaller(ANYBODY, NONE), is(not(sameInstance(list))));
        assertThat(lists.forCaller(ANYBODY, NONE), is(list));
    }

    @Test
    void anAliasHasAnEntryOfItsOwnAndHiddenIdsHaveNone() {
        var list =
                new String(
                        lists(0).forCaller(ANYBODY, Globs.of(List.of("shop/Buy"))),
                        StandardCharsets.UTF_8);

        assertThat(list.startsWith("[{\"id\":\"old/Buy\","), is(true));
        assertThat(list.contains(",{\"id\":\"shop/Sell\","), is(true));
        assertThat(list.contains("shop/Buy"), is(false));
    }
}
