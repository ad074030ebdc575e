/// What can be run, and the check of arguments against it.
package dev.connectorproxy.catalogue;
