/// Where settings come from: built-in defaults, a YAML file, the environment, system properties. Each other package owns
/// one record of settings, made from its own [dev.connectorproxy.settings.Section].
package dev.connectorproxy.settings;
