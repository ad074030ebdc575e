/// The routes that SpiffArena calls, the envelope, and the mapping of failures.
package dev.connectorproxy.proxy;
