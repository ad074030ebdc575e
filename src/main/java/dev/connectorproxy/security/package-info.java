/// Authentication and permissions of callers: API keys, verified by Helidon Security.
package dev.connectorproxy.security;
