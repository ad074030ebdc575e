/// Ending work in time, for the host: a watchdog for deadlines, tasks that their caller waits for until a deadline, and
/// the grace periods of all layers that wait for one call. Deadlines are readings of [System#nanoTime()].
package dev.connectorproxy.deadline;
