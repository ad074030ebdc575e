package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Why a plugin is broken, in a line. What the JDK says is told; the message of any other failure is not, since it may quote a
/// setting.
final class Reason {
    private static final int MOST = 300;
    private static final List<String> PREFIXES =
            Stream.of(ConnectorProvider.class, PaymentProvider.class)
                    .map(it -> it.getName() + ": ")
                    .toList();

    private Reason() {}

    /// A flaw that is told in our own words.
    static final class Flaw extends RuntimeException {
        Flaw(String message) {
            super(message);
        }
    }

    static String of(Throwable failure) {
        var line =
                switch (failure) {
                    case ServiceConfigurationError error -> service(error);
                    case LinkageError error -> error.getClass().getSimpleName() + said(error);
                    case Flaw flaw -> flaw.getMessage();
                    case TimeoutException _ -> "it did not say in time what it offers";
                    default -> failure.getClass().getName();
                };
        var clean = line.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() > MOST ? clean.substring(0, MOST) + "…" : clean;
    }

    private static String service(ServiceConfigurationError error) {
        var line = String.valueOf(error.getMessage());
        for (var prefix : PREFIXES) {
            line = line.replace(prefix, "");
        }
        return error.getCause() == null ? line : line + " (" + of(error.getCause()) + ")";
    }

    private static String said(LinkageError error) {
        if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
            return " (" + of(error.getCause()) + ")";
        }
        return error.getMessage() == null ? "" : ": " + error.getMessage();
    }
}
