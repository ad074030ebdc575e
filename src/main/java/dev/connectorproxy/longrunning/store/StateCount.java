package dev.connectorproxy.longrunning.store;

import java.time.Instant;

/// The number of invocations in one state.
///
/// @param oldest when the oldest of them was accepted, or its rerun started
public record StateCount(long number, Instant oldest) {}
