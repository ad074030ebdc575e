package dev.connectorproxy.admin;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;

/// A failure that is sent as problem+json (RFC 9457).
final class ProblemException extends RuntimeException {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final int status;

    ProblemException(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    void send(ServerResponse response) {
        var httpStatus = Status.create(status);
        var body =
                JSON.createObjectBuilder()
                        .add("type", "about:blank")
                        .add("title", httpStatus.reasonPhrase())
                        .add("status", status)
                        .add("detail", getMessage())
                        .build();
        response.status(httpStatus)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .send(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
