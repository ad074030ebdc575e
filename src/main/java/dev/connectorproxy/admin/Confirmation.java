package dev.connectorproxy.admin;

import dev.connectorproxy.server.PayloadTooLargeException;
import dev.connectorproxy.server.RequestBodyReader;
import dev.connectorproxy.spi.JsonText;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonValue.ValueType;

/// Reads the body of a request for a rerun, `{"confirm_not_repeatable": true}` or none.
final class Confirmation {
    private static final String FIELD = "confirm_not_repeatable";

    /// The body that confirms.
    static final String BODY = "{\"%s\": true}".formatted(FIELD);

    private static final int MAX_BYTES = 1_024;
    private static final int MAX_DEPTH = 1;

    private Confirmation() {}

    /// Whether the command may be run although it is not safe to repeat.
    ///
    /// @throws ProblemException 400, the body is anything else, or 413
    static boolean read(ServerRequest request) {
        byte[] body = readBytes(request);
        if (body.length == 0) {
            return false;
        }
        var members =
                JsonText.of(body, MAX_DEPTH)
                        .filter(text -> text.type() == ValueType.OBJECT)
                        .map(JsonText::members)
                        .orElseThrow(Confirmation::invalid);
        var confirmed = members.remove(FIELD);
        if (!members.isEmpty()) {
            throw invalid();
        }
        return confirmed != null
                && switch (confirmed.type()) {
                    case TRUE -> true;
                    case FALSE -> false;
                    default -> throw invalid();
                };
    }

    private static byte[] readBytes(ServerRequest request) {
        try {
            return RequestBodyReader.read(request, MAX_BYTES, _ -> {});
        } catch (PayloadTooLargeException _) {
            throw new ProblemException(413, "the body may have %d bytes".formatted(MAX_BYTES));
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(400, "the body must be empty or " + BODY);
    }
}
