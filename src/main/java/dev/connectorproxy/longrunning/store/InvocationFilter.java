package dev.connectorproxy.longrunning.store;

import java.util.Optional;

/// Which invocations to list; empty matches all.
///
/// @param before only smaller ids, for paging
/// @param limit the maximum number
public record InvocationFilter(
        Optional<InvocationState> state,
        Optional<String> command,
        Optional<String> processInstance,
        Optional<String> before,
        int limit) {}
