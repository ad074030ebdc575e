package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.toolkit.Redaction;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The reason why a plugin is broken, in one line. Contains the messages of the JDK, but no other exception message,
/// since it may contain the value of a setting.
final class FailureReason {
    private static final Redaction LINE = Redaction.of(List.of(), 300);
    private static final List<String> PREFIXES =
            Stream.of(ConnectorProvider.class, PaymentProvider.class)
                    .map(service -> service.getName() + ": ")
                    .toList();

    private FailureReason() {}

    /// A problem found by the host, whose message may be reported.
    static final class PluginFlawException extends RuntimeException {
        PluginFlawException(String message) {
            super(message);
        }
    }

    static String of(Throwable failure) {
        var line =
                switch (failure) {
                    case ServiceConfigurationError error -> describe(error);
                    case LinkageError error -> error.getClass().getSimpleName() + messageOf(error);
                    case PluginFlawException flaw -> flaw.getMessage();
                    case TimeoutException _ -> "it did not say in time what it offers";
                    default -> failure.getClass().getName();
                };
        return LINE.of(line);
    }

    private static String describe(ServiceConfigurationError error) {
        var line = String.valueOf(error.getMessage());
        for (var prefix : PREFIXES) {
            line = line.replace(prefix, "");
        }
        return error.getCause() == null ? line : line + " (" + of(error.getCause()) + ")";
    }

    private static String messageOf(LinkageError error) {
        if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
            return " (" + of(error.getCause()) + ")";
        }
        return error.getMessage() == null ? "" : ": " + error.getMessage();
    }
}
