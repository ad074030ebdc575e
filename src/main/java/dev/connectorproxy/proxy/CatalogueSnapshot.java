package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.security.Caller;
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
    private final byte[] everything;
    private final Map<Caller, byte[]> byCaller = new ConcurrentHashMap<>(); // at most one per key

    CatalogueSnapshot(Catalogue catalogue, Collection<RemoteCommand> remote) {
        catalogue
                .entries()
                .forEach(command -> put(command.id(), CatalogueJson.of(command).toString()));
        remote.forEach(command -> put(command.id(), command.listing().toString()));
        everything = toJsonArray(_ -> true);
    }

    /// The commands that this caller may run, as JSON.
    byte[] forCaller(Caller caller) {
        return caller.mayRunEverything()
                ? everything
                : byCaller.computeIfAbsent(caller, key -> toJsonArray(key::mayRun));
    }

    private void put(String id, String json) {
        entries.put(id, json.getBytes(StandardCharsets.UTF_8));
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
