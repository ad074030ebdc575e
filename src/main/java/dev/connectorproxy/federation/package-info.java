/// Federation: other connector proxies (peers), whose commands this proxy lists and forwards.
package dev.connectorproxy.federation;
