package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.PaymentException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Completes the message of every failed test of the kit by its rule and the last called method of the connector: `rule
/// 6, reference and createdAt stay when a row changes: fetchPayments row p-1 after a change: … (last call: fetchPayments
/// of acc-1, page size 2)`.
final class FailureMessages implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        named(invocation, context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        return named(invocation, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation,
            DynamicTestInvocationContext test,
            ExtensionContext context)
            throws Throwable {
        named(invocation, context);
    }

    private static <T> T named(Invocation<T> invocation, ExtensionContext context)
            throws Throwable {
        try {
            return invocation.proceed();
        } catch (AssertionError e) {
            throw failure(context, e.getMessage(), e);
        } catch (PaymentException e) {
            throw failure(context, "the connector failed: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw failure(context, e + ", but every failure must be a PaymentException", e);
        }
    }

    private static AssertionError failure(ExtensionContext context, String what, Throwable cause) {
        var call = instance(context).map(contract -> contract.harness().lastCall()).orElseThrow();
        var failure =
                new AssertionError(
                        "%s: %s (last call: %s)".formatted(rule(context), what, call), cause);
        failure.setStackTrace(cause.getStackTrace());
        return failure;
    }

    private static String rule(ExtensionContext context) {
        var method = method(context);
        return method.flatMap(ReviewRule::checkedBy)
                .map(rule -> "rule %d, %s".formatted(rule.number(), rule.text()))
                .or(() -> method.map(test -> point(test) + ", " + words(test.getName())))
                .orElse(context.getDisplayName());
    }

    /// That of the factory, for a test that one made.
    private static Optional<Method> method(ExtensionContext context) {
        return context.getTestMethod()
                .or(() -> context.getParent().flatMap(FailureMessages::method));
    }

    private static Optional<ProviderContract> instance(ExtensionContext context) {
        return context.getTestInstance()
                .map(ProviderContract.class::cast)
                .or(() -> context.getParent().flatMap(FailureMessages::instance));
    }

    private static String point(Method test) {
        var digits = test.getDeclaringClass().getSimpleName().replaceAll("\\D", "");
        return digits.isEmpty() ? "kit" : "point " + Integer.parseInt(digits);
    }

    private static String words(String camelCase) {
        return camelCase
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
