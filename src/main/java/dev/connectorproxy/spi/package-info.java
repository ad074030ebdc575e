/// All that an author of a connector sees: what a command is, how it is called, how it reaches the outside world and how
/// it fails. Depends on `java.*` and `jakarta.json` alone.
package dev.connectorproxy.spi;
