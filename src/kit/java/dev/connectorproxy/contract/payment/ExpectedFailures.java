package dev.connectorproxy.contract.payment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/// Assertions about failures.
final class ExpectedFailures {
    private ExpectedFailures() {}

    /// The failure that the action throws; it must be a [PaymentException].
    static PaymentException of(String what, Executable action) {
        return assertThrows(PaymentException.class, action, what);
    }

    /// Fails unless the action throws one of the allowed errors.
    static void mustBe(String what, Set<PaymentError> allowed, Executable action) {
        var error = of(what, action).error();
        if (!allowed.contains(error)) {
            fail(what + ": " + error + " instead of " + allowed);
        }
    }

    static void mustBeNotImplemented(String what, Executable action) {
        mustBe(what, Set.of(PaymentError.NOT_IMPLEMENTED), action);
    }

    /// The failure that the action throws, if any.
    static Optional<PaymentException> maybe(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (PaymentException e) {
            return Optional.of(e);
        }
    }

    /// The text of a failure, including its causes.
    static String texts(Throwable failure) {
        var text = new StringBuilder();
        for (var thrown = failure; thrown != null; thrown = thrown.getCause()) {
            text.append(thrown).append('\n');
        }
        if (failure instanceof PaymentException payment) {
            payment.upstream().ifPresent(upstream -> text.append(upstream.code()));
        }
        return text.toString();
    }
}
