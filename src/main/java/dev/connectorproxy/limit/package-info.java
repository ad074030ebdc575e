/// Limits that callers share: the parts of each that are guaranteed to them, and waiting for what is in use. See
/// `etc/decisions/0015-shares-of-limits.md`.
package dev.connectorproxy.limit;
