package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConnector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Wraps connectors, and remembers the last call of a method of one, except `install`. Thread-safe; of concurrent calls the last one counts.
final class RecordedCalls {
    private static final int MAX_LENGTH = 200;

    private volatile String last = "none";

    PaymentConnector of(PaymentConnector connector) {
        return (PaymentConnector)
                Proxy.newProxyInstance(
                        PaymentConnector.class.getClassLoader(),
                        new Class<?>[] {PaymentConnector.class},
                        (_, method, arguments) -> call(connector, method, arguments));
    }

    /// Such as `fetchPayments of acc-1, behind {"page":2}, page size 2`.
    String last() {
        return last;
    }

    private Object call(PaymentConnector connector, Method method, Object[] arguments)
            throws Throwable {
        if (method.getDeclaringClass() != Object.class && !method.getName().equals("install")) {
            last = method.getName() + described(arguments);
        }
        try {
            return method.invoke(connector, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// The page of a fetch. Orders and deliveries are not shown: they may contain what must not be.
    private static String described(Object[] arguments) {
        return Arrays.stream(arguments)
                .filter(FetchRequest.class::isInstance)
                .map(FetchRequest.class::cast)
                .map(RecordedCalls::described)
                .collect(Collectors.joining());
    }

    private static String described(FetchRequest request) {
        var text =
                request.fromPayload().map(payload -> " of " + payload).orElse("")
                        + request.state().map(state -> ", behind " + state).orElse("");
        return (text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text)
                + ", page size "
                + request.pageSize();
    }
}
