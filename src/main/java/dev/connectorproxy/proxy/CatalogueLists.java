package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.connection.Connections;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.toolkit.Globs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The list of commands for each caller, with or without schemas, from entries that are built once. The lists are kept, up
/// to a number of bytes in all; further ones are put together at each request. Thread-safe.
final class CatalogueLists {
    private final SortedMap<String, Entry> entries = new TreeMap<>(); // by id or alias
    private final Map<String, Kept> byCaller = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();
    private final Contents contents;

    /// @param caller with the permissions that the key had: a reload may change them
    private record Kept(Caller caller, byte[] list) {}

    /// What the lists have beside the commands.
    ///
    /// @param schemas whether they have schemas
    /// @param connections which callers choose from
    record Contents(boolean schemas, Connections connections, long maxKeptBytes) {}

    /// @param command itself, also for an alias
    /// @param json for callers without connections
    private record Entry(Invocable command, byte[] json) {
        static Entry of(String id, Invocable command, boolean schemas) {
            var json = CatalogueJson.of(command, schemas);
            var listed =
                    command.id().toString().equals(id)
                            ? json
                            : CatalogueJson.withId(CommandId.parse(id), json);
            return new Entry(command, listed.toString().getBytes(StandardCharsets.UTF_8));
        }

        boolean isFor(Caller caller) {
            return caller.maySee(command.id().toString());
        }
    }

    /// @param commands by id or alias
    CatalogueLists(SortedMap<String, Invocable> commands, Contents contents) {
        this.contents = contents;
        commands.forEach(
                (id, command) -> entries.put(id, Entry.of(id, command, contents.schemas())));
    }

    /// The commands that this caller may run, as JSON, under those of their ids that are not hidden.
    byte[] forCaller(Caller caller, Globs hidden) {
        var name = caller.key().orElse("");
        var kept = byCaller.get(name);
        if (kept != null && kept.caller().equals(caller)) {
            return kept.list();
        }
        var list = toJsonArray(caller, hidden);
        keep(name, new Kept(caller, list));
        return list;
    }

    private void keep(String name, Kept added) {
        if (keptBytes.addAndGet(added.list().length) > contents.maxKeptBytes()) {
            keptBytes.addAndGet(-added.list().length);
            return;
        }
        var replaced = byCaller.put(name, added);
        if (replaced != null) {
            keptBytes.addAndGet(-replaced.list().length);
        }
    }

    private byte[] toJsonArray(Caller caller, Globs hidden) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        entries.forEach((id, entry) -> {
            if (entry.isFor(caller) && !hidden.matches(id)) {
                if (out.size() > 1) {
                    out.write(',');
                }
                out.writeBytes(json(id, entry, caller));
            }
        });
        out.write(']');
        return out.toByteArray();
    }

    /// The entry, with the connections that the caller may use.
    private byte[] json(String id, Entry entry, Caller caller) {
        if (!(entry.command() instanceof RegisteredCommand local)) {
            return entry.json();
        }
        var spec =
                contents.connections()
                        .describe(local.id().toString(), local.spec(), caller::mayUseConnection);
        return spec == local.spec()
                ? entry.json()
                : Entry.of(id, local.withSpec(spec), contents.schemas()).json();
    }
}
