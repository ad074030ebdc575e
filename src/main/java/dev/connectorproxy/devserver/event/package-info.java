/// What happens to connectors, as server-sent events.
package dev.connectorproxy.devserver.event;
