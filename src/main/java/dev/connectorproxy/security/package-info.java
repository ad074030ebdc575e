/// Who may call: API keys, checked through Helidon Security.
package dev.connectorproxy.security;
