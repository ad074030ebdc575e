package dev.connectorproxy.devserver.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What goes wrong with a request.
enum FaultKind {
    /// 429 with `Retry-After`; the request is not sent.
    RATE_LIMIT(new Parameter("retryAfter", 1, 0, 3_600)),
    /// 500, or another status like it; the request is not sent.
    SERVER_ERROR(new Parameter("status", 500, 500, 599)),
    /// 200 with a page for people; the request is not sent.
    HTML,
    /// The first half of the body.
    CUT_BODY,
    /// The request is sent after a delay, in milliseconds.
    SLOW(new Parameter("delay", 2_000, 1, 600_000)),
    /// The request is sent, and its response thrown away.
    LOST_RESPONSE,
    /// From now on a row has been inserted before the first one of a list.
    INSERT_ROW,
    /// From now on the first row of a list has been deleted.
    DELETE_ROW;

    private final Optional<Parameter> parameter;

    FaultKind() {
        this.parameter = Optional.empty();
    }

    FaultKind(Parameter parameter) {
        this.parameter = Optional.of(parameter);
    }

    /// A number that belongs to a kind.
    ///
    /// @param usual its value where none is given
    record Parameter(String name, int usual, int min, int max) {}

    /// The name in JSON, such as `rate-limit`.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<Parameter> parameter() {
        return parameter;
    }

    /// Whether it changes a list for good, rather than one response.
    boolean shiftsLists() {
        return this == INSERT_ROW || this == DELETE_ROW;
    }

    static Optional<FaultKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(FaultKind::text).toList();
    }
}
