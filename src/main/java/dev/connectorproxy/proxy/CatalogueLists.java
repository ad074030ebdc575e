package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.toolkit.Globs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

/// The list of commands for each caller, with or without schemas, from entries that are built once. The lists are kept, up
/// to a number of bytes in all; further ones are put together at each request. Thread-safe.
final class CatalogueLists {
    private final SortedMap<String, Entry> entries = new TreeMap<>(); // by id or alias
    private final Map<String, byte[]> byCaller = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();
    private final long maxKeptBytes;

    /// @param command its id, also for an alias
    private record Entry(String command, byte[] json) {
        static Entry of(String id, Invocable command, boolean schemas) {
            var json = CatalogueJson.of(command, schemas);
            var listed =
                    command.id().toString().equals(id)
                            ? json
                            : CatalogueJson.withId(CommandId.parse(id), json);
            return new Entry(
                    command.id().toString(), listed.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /// @param commands by id or alias
    CatalogueLists(SortedMap<String, Invocable> commands, boolean schemas, long maxKeptBytes) {
        this.maxKeptBytes = maxKeptBytes;
        commands.forEach((id, command) -> entries.put(id, Entry.of(id, command, schemas)));
    }

    /// The commands that this caller may run, as JSON, under those of their ids that are not hidden.
    byte[] forCaller(Caller caller, Globs hidden) {
        var name = caller.key().orElse("");
        var kept = byCaller.get(name);
        if (kept != null) {
            return kept;
        }
        var list =
                toJsonArray((id, entry) -> caller.maySee(entry.command()) && !hidden.matches(id));
        keep(name, list);
        return list;
    }

    private void keep(String name, byte[] list) {
        if (keptBytes.addAndGet(list.length) > maxKeptBytes
                || byCaller.putIfAbsent(name, list) != null) {
            keptBytes.addAndGet(-list.length);
        }
    }

    private byte[] toJsonArray(BiPredicate<String, Entry> listed) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        entries.forEach((id, entry) -> {
            if (listed.test(id, entry)) {
                if (out.size() > 1) {
                    out.write(',');
                }
                out.writeBytes(entry.json());
            }
        });
        out.write(']');
        return out.toByteArray();
    }
}
