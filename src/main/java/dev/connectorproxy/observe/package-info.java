/// What operators see: one line per command, the log of everything else, metrics and health. Nothing here ever holds a
/// parameter value, a header, a body or task data. May know `spi`, `settings`, Helidon's metrics, health and observe APIs,
/// `java.util.logging`; nothing else of the project.
package dev.connectorproxy.observe;
