package dev.connectorproxy.devserver;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Writes on a thread of its own, because an interrupt of the caller, such as a run that is cancelled, would close the
/// file while it is written. The caller waits for the end in any case, and stays interrupted.
record UninterruptedStorage(StateFile.Storage storage) implements StateFile.Storage {

    @Override
    public void write(byte[] content) throws IOException {
        var task =
                new FutureTask<Void>(() -> {
                    storage.write(content);
                    return null;
                });
        Thread.ofVirtual().name("state-file").start(task);
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                task.get();
                return;
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure
                        ? failure
                        : new IOException(e.getCause());
            } finally {
                if (interrupted && task.isDone()) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
