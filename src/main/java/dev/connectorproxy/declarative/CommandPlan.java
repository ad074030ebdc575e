package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.CommandFile.ResponseForm;
import dev.connectorproxy.declarative.file.Idempotency;
import dev.connectorproxy.spi.CommandSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A command of a connector file, prepared: everything that does not depend on a call. Immutable, thread-safe.
///
/// @param requests the first whose condition holds is sent
/// @param codes other codes for failures that no response of the target has
/// @param result makes the result of the response body, or of the list that the pages make; empty for the body itself
/// @param repeatable whether it may be sent twice
record CommandPlan(
        CommandSpec spec,
        BaseUrl server,
        ArgumentReader arguments,
        ArgumentChecks checks,
        SentValues sent,
        List<RequestPlan> requests,
        ErrorRules errors,
        Optional<RefreshPlan> refresh,
        Map<String, String> codes,
        ResponseForm response,
        Optional<Expression> result,
        Optional<Pages> pages,
        Optional<Idempotency> idempotency,
        boolean repeatable,
        boolean async) {
    CommandPlan {
        requests = List.copyOf(requests);
        codes = Map.copyOf(codes);
    }
}
