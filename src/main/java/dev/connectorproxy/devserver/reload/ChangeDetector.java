package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.plugins.FileStamps;

/// Decides, from looks at the files of a source at an interval, when they have changed and are complete: once they have
/// stayed the same for three looks. Used by one thread.
final class ChangeDetector {
    private static final int LOOKS = 3;

    private FileStamps handled;
    private FileStamps previous;
    private int same; // looks with the files of `previous`

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
        same = now.equals(previous) ? same + 1 : 1;
        previous = now;
        boolean ready = same >= LOOKS && !now.equals(handled) && !now.isEmpty();
        if (ready) {
            handled = now;
        }
        return ready;
    }
}
