/// The commands that can be run, and the validation of their arguments.
package dev.connectorproxy.catalogue;
