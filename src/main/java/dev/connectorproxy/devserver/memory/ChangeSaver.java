package dev.connectorproxy.devserver.memory;

import dev.connectorproxy.devserver.api.DevServerException;

/// Saves changes of connectors and states, if they are kept across restarts. Called after a change, before its response
/// is sent. Implementations are thread-safe.
public interface ChangeSaver {

    /// Returns when all changes up to now are saved, if they are to be.
    ///
    /// @throws DevServerException 503 when they cannot be saved; they stay in memory and are saved later
    void save();

    /// Saves a change whose repetition would not have the same effect, or undoes it.
    ///
    /// @throws DevServerException 503 when it cannot be saved
    default void saveOrUndo(Runnable undo) {
        try {
            save();
        } catch (DevServerException e) {
            undo.run();
            saveUndone(e);
            throw e;
        }
    }

    private void saveUndone(DevServerException failure) {
        try {
            save(); // another request may have saved what is undone now
        } catch (DevServerException e) {
            failure.addSuppressed(e);
        }
    }
}
