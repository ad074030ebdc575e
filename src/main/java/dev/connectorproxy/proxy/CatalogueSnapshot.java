package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.toolkit.Globs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The response body of `GET /v1/commands`: built when the commands change, not at each request. Thread-safe.
final class CatalogueSnapshot {
    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final Map<String, byte[]> byCaller = new ConcurrentHashMap<>();

    CatalogueSnapshot(Collection<Invocable> commands) {
        for (var command : commands) {
            var json = CatalogueJson.of(command).toString().getBytes(StandardCharsets.UTF_8);
            entries.put(command.id().toString(), json);
        }
    }

    /// The commands that this caller may run, as JSON, without the hidden ones.
    byte[] forCaller(Caller caller, Globs hidden) {
        return byCaller.computeIfAbsent(
                caller.key().orElse(""),
                _ -> toJsonArray(id -> caller.maySee(id) && !hidden.matches(id)));
    }

    private byte[] toJsonArray(Predicate<String> listed) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        entries.forEach((id, json) -> {
            if (listed.test(id)) {
                if (out.size() > 1) {
                    out.write(',');
                }
                out.writeBytes(json);
            }
        });
        out.write(']');
        return out.toByteArray();
    }
}
