package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.Idempotency;
import dev.connectorproxy.spi.CommandSpec;
import java.util.List;
import java.util.Optional;

/// A command of a connector file, prepared: everything that does not depend on a call. Immutable, thread-safe.
///
/// @param requests the first whose condition holds is sent
/// @param result makes the result of the response body, or of the list that the pages make; empty for the body itself
/// @param repeatable whether it may be sent twice
record CommandPlan(
        CommandSpec spec,
        BaseUrl server,
        ArgumentReader arguments,
        ArgumentChecks checks,
        List<RequestPlan> requests,
        ErrorRules errors,
        Optional<Expression> result,
        Optional<Pages> pages,
        Optional<Idempotency> idempotency,
        boolean repeatable,
        boolean async) {
    CommandPlan {
        requests = List.copyOf(requests);
    }
}
