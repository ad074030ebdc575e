/// Secrets of the proxy: references `${secret:NAME}` in arguments are replaced before a command runs, the values are sent
/// only to the origins they may be sent to, and they are masked in the result of the command.
package dev.connectorproxy.secrets;
