/// Faults on purpose, in the egress of one connector: which requests fail, and how.
package dev.connectorproxy.devserver.fault;
