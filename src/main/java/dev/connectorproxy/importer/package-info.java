/// `import` of the command line: writes a connector file for an API description, and checks that descriptions can be imported.
package dev.connectorproxy.importer;
