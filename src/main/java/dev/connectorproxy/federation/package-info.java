/// Other connector proxies, whose commands are listed and run here.
package dev.connectorproxy.federation;
