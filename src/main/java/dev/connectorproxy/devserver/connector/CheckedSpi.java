package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/// Calls an implementation of an interface of the SPI, and makes a [ProviderBugException], which names the method and
/// its arguments, of whatever it throws that the SPI does not allow, and of a result that is or holds `null`.
/// Thread-safe.
final class CheckedSpi implements InvocationHandler {
    private volatile Object target;

    private CheckedSpi(Object target) {
        this.target = target;
    }

    static <T> T of(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, new CheckedSpi(target)));
    }

    /// Lets calls that begin from now on go to another implementation.
    ///
    /// @param checked what [#of] returned
    static <T> void swap(T checked, T target) {
        ((CheckedSpi) Proxy.getInvocationHandler(checked)).target = target;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        var result = call(method, arguments);
        var name = method.getName();
        if (result == null && method.getReturnType() != void.class) {
            throw bug(method, arguments, new IllegalStateException(name + " returned null"));
        }
        if (result instanceof Collection<?> all && all.stream().anyMatch(Objects::isNull)) {
            throw bug(
                    method,
                    arguments,
                    new IllegalStateException(name + " returned a collection with null in it"));
        }
        return result;
    }

    private Object call(Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw allowed(method, arguments, e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the methods of interfaces are public", e);
        }
    }

    private static RuntimeException allowed(Method method, Object[] arguments, Throwable thrown) {
        return switch (thrown) {
            case PaymentException failure -> failure;
            case ConnectorException failure -> failure;
            case ProviderBugException bug -> bug;
            case UndeclaredThrowableException wrapped when wrapped.getCause() != null ->
                    bug(method, arguments, wrapped.getCause());
            default -> bug(method, arguments, thrown);
        };
    }

    private static ProviderBugException bug(Method method, Object[] arguments, Throwable thrown) {
        var shown =
                Arrays.stream(arguments == null ? new Object[0] : arguments)
                        .filter(one -> !(one instanceof Call || one instanceof ProviderContext))
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return new ProviderBugException("%s(%s)".formatted(method.getName(), shown), thrown);
    }
}
