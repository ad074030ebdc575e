package dev.connectorproxy.admin;

import dev.connectorproxy.security.Caller;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A line in the log for each action of an operator, done or refused: who, from where, what, and on which invocation or
/// connection.
///
/// @param log must not block
record AuditTrail(Consumer<String> log) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// An action had its effect.
    void done(ServerRequest request, String action) {
        write(request, action, "done");
    }

    /// A request of a known caller was refused. Only actions are reported, not looking.
    void refused(ServerRequest request, int status) {
        if (request.prologue().method().equals(Method.POST) && Caller.of(request).isKnown()) {
            var path = request.path().path();
            write(request, path.substring(path.lastIndexOf('/') + 1), "refused with " + status);
        }
    }

    private void write(ServerRequest request, String action, String outcome) {
        var path = request.path().pathParameters();
        var kind = path.contains("name") ? "connection" : "invocation";
        var id = path.get(path.contains("name") ? "name" : "id");
        log.accept(
                "admin: %s of %s %s by the key %s from %s: %s"
                        .formatted(
                                action,
                                kind,
                                ID.matcher(id).matches() ? id : "(not an id)",
                                Caller.of(request).key().orElse("(none)"),
                                request.remotePeer().host(),
                                outcome));
    }
}
