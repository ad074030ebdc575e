package dev.connectorproxy.plugins;

/// The context class loader of the current thread.
final class ContextClassLoader {
    private ContextClassLoader() {}

    /// Runs the code while `loader` is the context class loader.
    static <T, E extends Throwable> T with(ClassLoader loader, ScopedValue.CallableOp<T, E> code)
            throws E {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return code.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
