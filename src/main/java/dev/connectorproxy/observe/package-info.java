/// What operators see: one line per command, the log of everything else, metrics and health. Nothing here ever holds a
/// parameter value, a header, a body or task data. May import `spi`, `settings`, the metrics, health and observe APIs
/// of Helidon, Logback, SLF4J and `java.util.logging`; no other package of the project.
package dev.connectorproxy.observe;
