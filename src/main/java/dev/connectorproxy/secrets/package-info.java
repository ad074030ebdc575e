/// Secrets of the proxy: references `${secret:NAME}` in arguments are replaced before a command runs, and the values
/// are masked in its result.
package dev.connectorproxy.secrets;
