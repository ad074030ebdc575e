package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.toolkit.Globs;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/// The response body of `GET /v1/commands`: built when the commands change, not at each request. Thread-safe.
final class CatalogueSnapshot {
    private final SortedMap<String, Entry> entries = new TreeMap<>(); // by id or alias
    private final Map<String, byte[]> byCaller = new ConcurrentHashMap<>();

    /// @param command its id, also for an alias
    private record Entry(String command, byte[] json) {
        static Entry of(Invocable command, JsonObject json) {
            return new Entry(
                    command.id().toString(), json.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    CatalogueSnapshot(CommandDirectory directory) {
        for (var command : directory.all()) {
            entries.put(command.id().toString(), Entry.of(command, CatalogueJson.of(command)));
        }
        directory
                .aliases()
                .forEach((alias, command) ->
                        entries.put(
                                alias.toString(),
                                Entry.of(command, CatalogueJson.of(alias, command))));
    }

    /// The commands that this caller may run, as JSON, under those of their ids that are not hidden.
    byte[] forCaller(Caller caller, Globs hidden) {
        return byCaller.computeIfAbsent(
                caller.key().orElse(""),
                _ ->
                        toJsonArray((id, entry) ->
                                caller.maySee(entry.command()) && !hidden.matches(id)));
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
