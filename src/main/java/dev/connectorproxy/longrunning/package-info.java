/// Durable invocations: calls whose result comes later are kept in a database, run, and told by callback, whatever becomes of
/// this process or of SpiffArena meanwhile.
///
/// An invocation goes from `ACCEPTED` over `RUNNING` to `WAITING`, when it is over and its callback is under way, and ends as
/// `DELIVERED`, `DEAD` or `CANCELLED`; `HELD` is one whose callback is refused for want of credentials. Every step is one
/// commit. db-scheduler says which process works on which step, by leases; a process that lost its lease finds that out
/// before it begins or sends anything, and its fence broken when it wants to commit.
package dev.connectorproxy.longrunning;
