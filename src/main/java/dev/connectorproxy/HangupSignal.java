package dev.connectorproxy;

import java.lang.reflect.Proxy;

/// The signal SIGHUP, which ends a JVM that does not handle it. Where it is ignored when the process starts, as under
/// `nohup`, it stays ignored.
final class HangupSignal {
    private HangupSignal() {}

    /// Has each signal run the action, in a thread of its own. The JDK's only interface for this is `sun.misc.Signal`; by
    /// reflection, because the compiler's warning about that package cannot be suppressed.
    ///
    /// @return false if this system has no such signal
    static boolean handle(Runnable action) {
        try {
            var type = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handler =
                    Proxy.newProxyInstance(
                            HangupSignal.class.getClassLoader(),
                            new Class<?>[] {handlerType},
                            (_, _, _) -> {
                                action.run();
                                return null;
                            });
            var signal = type.getConstructor(String.class).newInstance("HUP");
            type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
            return true;
        } catch (ReflectiveOperationException _) {
            return false;
        }
    }
}
