/// Durable invocations: deferred calls are stored in a database, run, and their results delivered by callback, across
/// crashes of this process and outages of SpiffArena.
///
/// An invocation goes from `ACCEPTED` over `RUNNING` to `WAITING`, when its command has finished and its callback is
/// due, and ends as `DELIVERED`, `DEAD` or `CANCELLED`; it is `HELD` while SpiffArena refuses the credentials of its
/// callback. After its end an operator may have it run again. Each step is one transaction. db-scheduler assigns the
/// steps to processes, by leases; a process checks its lease before it starts or sends anything, and a fencing token
/// rejects the commit of a process that has lost its lease.
package dev.connectorproxy.longrunning;
