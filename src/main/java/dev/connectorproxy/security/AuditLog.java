package dev.connectorproxy.security;

import io.helidon.security.AuditEvent.AuditSeverity;
import io.helidon.security.spi.AuditProvider;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.function.Consumer;

/// Logs on `DEBUG` what Helidon Security refuses. Successes are not logged: a call has its line in the log anyway.
record AuditLog(Consumer<String> log) implements AuditProvider {
    private static final System.Logger LOGGER = System.getLogger("dev.connectorproxy.security");
    private static final Set<AuditSeverity> SUCCESSES =
            Set.of(AuditSeverity.INFO, AuditSeverity.SUCCESS);

    AuditLog() {
        this(text -> LOGGER.log(Level.DEBUG, text));
    }

    @Override
    public Consumer<TracedAuditEvent> auditConsumer() {
        return event -> {
            if (!SUCCESSES.contains(event.severity())) {
                log.accept(toText(event));
            }
        };
    }

    /// Only the type and the message, because other parameters of an event quote the request.
    private static String toText(TracedAuditEvent event) {
        var text = new StringBuilder(event.eventType());
        event.params().stream()
                .filter(parameter -> parameter.name().equals("message"))
                .forEach(parameter -> parameter.value().ifPresent(text.append(": ")::append));
        return text.toString();
    }
}
