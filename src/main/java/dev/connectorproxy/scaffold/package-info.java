/// What `java -jar connector-proxy.jar new provider NAME` and `new connector NAME` do: they write the Maven project that an
/// author begins with. The templates are the examples in `etc/examples`, which the jar of the program carries.
package dev.connectorproxy.scaffold;
