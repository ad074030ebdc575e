/// Loads settings: built-in defaults, a YAML file, the environment, system properties. Each other package has its own
/// settings record, which it reads from its [dev.connectorproxy.settings.Section].
package dev.connectorproxy.settings;
