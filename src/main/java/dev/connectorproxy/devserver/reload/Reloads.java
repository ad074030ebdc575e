package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.plugins.ProviderSource;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// Runs the reloads of all sources one after the other on a thread of its own, on request and when files change, and
/// keeps what came of the latest 50, up to 16 MiB. Thread-safe.
public final class Reloads implements AutoCloseable {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_REPORTS = 50;
    private static final long MAX_BYTES = 16 << 20;

    private final List<ReloadableSource> sources;
    private final ReloadService service;
    private final SourceWatcher watcher;
    private final AtomicLong numbers = new AtomicLong();
    private final ConnectorHistory<Long, byte[]> reports =
            new ConnectorHistory<>(MAX_REPORTS, MAX_BYTES);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("reload").factory());

    /// @param plugins with what was loaded from them
    public static Reloads open(
            ReloadSettings settings,
            Map<ProviderSource, LoadedProviders> plugins,
            ReloadService service) {
        return new Reloads(new ReloadSources(service).open(settings, plugins), service);
    }

    private Reloads(List<ReloadableSource> sources, ReloadService service) {
        this.sources = List.copyOf(sources);
        this.service = service;
        this.watcher =
                new SourceWatcher(
                        sources.stream().filter(ReloadableSource::automatic).toList(),
                        source -> run(source, true));
    }

    /// Begins to watch the files.
    public void start() {
        watcher.start();
    }

    /// Loads the source of a provider again, and returns what came of it.
    ///
    /// @throws DevServerException 409 when the provider has no source, 503 when the server is stopping
    JsonObject reload(String provider) {
        return run(
                sourceOf(provider)
                        .orElseThrow(() ->
                                LoadFailure.of(
                                        "this provider is built in and has nothing to be loaded from")),
                false);
    }

    Optional<ReloadableSource> sourceOf(String provider) {
        return sources.stream()
                .filter(source -> source.providers().stream().anyMatch(provider::equalsIgnoreCase))
                .findFirst();
    }

    private JsonObject run(ReloadableSource source, boolean automatic) {
        try {
            return thread.submit(() -> reload(source, automatic)).get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw stopping();
        } catch (RejectedExecutionException _) {
            throw stopping();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw stopping();
            }
            throw new IllegalStateException("a reload failed unexpectedly", e.getCause());
        }
    }

    private static DevServerException stopping() {
        return DevServerException.busy(LoadFailure.MESSAGE, "the server is stopping");
    }

    private JsonObject reload(ReloadableSource source, boolean automatic)
            throws InterruptedException {
        var report =
                new ReloadReport(
                        numbers.incrementAndGet(),
                        source.name(),
                        automatic,
                        service.clock().instant());
        var json = service.reload(source, report);
        var bytes = JsonResponses.toBytes(json);
        reports.put(report.source(), report.number(), bytes, bytes.length);
        service.ended().accept(json);
        return json;
    }

    /// The sources, and what came of the latest reloads, the oldest first.
    JsonObject json() {
        var shown = JSON.createArrayBuilder();
        sources.forEach(source -> shown.add(json(source)));
        var done = JSON.createArrayBuilder();
        sources.stream()
                .flatMap(source -> reports.all(source.name()).stream())
                .map(Reloads::parse)
                .sorted(Comparator.comparingLong(one -> one.getJsonNumber("reload").longValue()))
                .forEach(done::add);
        return JSON.createObjectBuilder().add("sources", shown).add("reloads", done).build();
    }

    private static JsonObject parse(byte[] json) {
        return JsonBodyReader.parse(json).asJsonObject();
    }

    /// Where the code of a provider comes from; empty for one that is built in.
    public Optional<JsonObject> codeOf(String provider) {
        return sourceOf(provider).map(Reloads::json);
    }

    private static JsonObject json(ReloadableSource source) {
        var present = source.present();
        return JSON.createObjectBuilder()
                .add("source", source.name())
                .add("providers", JSON.createArrayBuilder(source.providers()))
                .add("automatic", source.automatic())
                .add("loadedAt", Times.text(present.loadedAt()))
                .add("changed", source.hasChanged())
                .add("error", present.failure().<JsonValue>map(one -> one).orElse(JsonValue.NULL))
                .build();
    }

    /// Interrupts a running reload, and closes the class loaders.
    @Override
    public void close() {
        watcher.close();
        thread.shutdownNow();
        sources.forEach(source -> source.present().loaded().close());
    }
}
