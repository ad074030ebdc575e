package dev.connectorproxy.devserver.reload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Looks at the files of sources five times a second. Looking works on every file system, where notifications do not: not
/// on network drives, not on directories that are shared with a container, and on macOS only after seconds.
final class SourceWatcher implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Map<ReloadableSource, ChangeDetector> detectors = new LinkedHashMap<>();
    private final Consumer<ReloadableSource> onChange;
    private final Thread thread = Thread.ofVirtual().name("reload-watcher").unstarted(this::run);

    /// @param onChange returns when the source was loaded
    SourceWatcher(List<ReloadableSource> sources, Consumer<ReloadableSource> onChange) {
        this.onChange = onChange;
        sources.forEach(source ->
                detectors.put(source, new ChangeDetector(source.present().loaded().stamps())));
    }

    void start() {
        if (!detectors.isEmpty()) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                detectors.forEach((source, detector) -> {
                    if (detector.isReady(source.source().stamps())) {
                        onChange.accept(source);
                    }
                });
            }
        } catch (InterruptedException _) {
            // the server is stopping
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
