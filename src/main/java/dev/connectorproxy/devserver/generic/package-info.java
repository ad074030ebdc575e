/// The data of a connector under the open contract that the provider `generic` calls, for other programs to read.
package dev.connectorproxy.devserver.generic;
