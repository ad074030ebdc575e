package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.plugins.FileStamps;

/// Decides, from looks at the files of a source at an interval, when they have changed and are complete: once they have
/// stayed the same from one look to the next. Used by one thread.
final class ChangeDetector {
    private FileStamps handled;
    private FileStamps previous;

    /// @param loaded the files that were loaded last
    ChangeDetector(FileStamps loaded) {
        this.handled = loaded;
        this.previous = loaded;
    }

    /// Whether to load the files. True once for each change: files that cannot be loaded are not tried again until they
    /// change.
    ///
    /// @param now the files as they are now
    boolean isReady(FileStamps now) {
        boolean ready = now.equals(previous) && !now.equals(handled) && !now.isEmpty();
        previous = now;
        if (ready) {
            handled = now;
        }
        return ready;
    }
}
