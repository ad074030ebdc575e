/// The delivery of results: a callback is sent until its receiver takes it, with growing pauses, a limit per receiver,
/// and a line in the log when a receiver stops or starts taking them.
package dev.connectorproxy.longrunning.callback;
